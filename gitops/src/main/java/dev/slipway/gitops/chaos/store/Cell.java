package dev.slipway.gitops.chaos.store;

import dev.slipway.gitops.chaos.Change;

/** One change of one kind in one cluster. */
public record Cell(String cluster, String apiVersion, String kind, Change change) {}
