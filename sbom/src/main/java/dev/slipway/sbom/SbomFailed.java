package dev.slipway.sbom;

import java.util.UUID;

/** A scan failed for good, for the reason given. Published in the transaction that records it. */
public record SbomFailed(UUID id, String reason) {}
