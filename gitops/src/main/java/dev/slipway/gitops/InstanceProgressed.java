package dev.slipway.gitops;

/**
 * An object of an instance was written or changed its health: whoever shows the instance looks again.
 *
 * @param instance the instance
 */
public record InstanceProgressed(InstanceKey instance) {}
