package dev.slipway.gitops.engine.sealing;

/** Other namespaces are sealed than before, or other objects are allowed there. */
public record SealsChanged() {}
