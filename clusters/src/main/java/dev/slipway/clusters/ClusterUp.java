package dev.slipway.clusters;

/** A cluster answers, for the first time or again after {@link ClusterDown}. */
public record ClusterUp(String name) {}
