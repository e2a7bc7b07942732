package dev.slipway.clusters.pki;

import java.time.Instant;

/** A certificate and its private key in PEM, held in memory only. */
public record IssuedCertificate(String certificate, String key, Instant expiresAt) {}
