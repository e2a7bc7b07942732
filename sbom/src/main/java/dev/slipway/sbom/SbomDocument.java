package dev.slipway.sbom;

import java.io.InputStream;

/**
 * A document, byte for byte as Syft wrote it.
 *
 * @param size in bytes
 * @param content its bytes, read from the database piece by piece; needs no closing
 */
public record SbomDocument(long size, InputStream content) {}
