package dev.slipway.clusters.pki;

import java.nio.file.Path;

/** The keys of service account tokens as PEM files. */
public record ServiceAccountKeys(Path privateKey, Path publicKey) {}
