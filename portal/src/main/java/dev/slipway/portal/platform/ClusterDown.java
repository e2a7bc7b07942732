package dev.slipway.portal.platform;

import java.time.Instant;

/** A cluster that can't be reached. */
public record ClusterDown(String name, Instant since, String detail) {}
