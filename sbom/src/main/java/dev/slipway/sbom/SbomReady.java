package dev.slipway.sbom;

import java.util.UUID;

/** An SBOM was stored. Published in the transaction that stores it. */
public record SbomReady(UUID id) {}
