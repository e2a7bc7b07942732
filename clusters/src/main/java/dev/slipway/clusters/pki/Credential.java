package dev.slipway.clusters.pki;

import java.nio.file.Path;

/**
 * A certificate and its private key as files.
 *
 * @param certificate PEM
 * @param key PEM, PKCS #8, mode 0600
 */
public record Credential(Path certificate, Path key) {}
