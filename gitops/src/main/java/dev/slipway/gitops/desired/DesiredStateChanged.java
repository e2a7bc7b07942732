package dev.slipway.gitops.desired;

/**
 * The golden repository declares something else than before.
 *
 * @param before what the earlier commit declared
 * @param now what the newest declares
 */
public record DesiredStateChanged(DesiredState before, DesiredState now) {}
