package dev.slipway.gitops;

/**
 * Nothing is left of an instance in its cluster.
 *
 * @param instance the instance
 */
public record InstanceRemoved(InstanceKey instance) {}
