package dev.slipway.clusters;

/** A virtual cluster was deleted for good: its processes, keys and files are gone. */
public record ClusterRemoved(String name) {}
