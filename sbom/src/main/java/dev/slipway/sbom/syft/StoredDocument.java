package dev.slipway.sbom.syft;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A document as it is kept: compressed, with the digest and size of the original.
 *
 * @param compressed the original, gzipped
 * @param sha256 of the original, lower-case hexadecimal
 * @param size of the original in bytes
 */
public record StoredDocument(byte[] compressed, String sha256, long size) {

    /** Larger documents wouldn't fit into the memory of those who read them. */
    private static final long MAX_BYTES = 256L << 20;

    static StoredDocument of(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new ScanFailed(
                        "%s has %,d bytes; at most %,d are kept".formatted(file.getFileName(), size, MAX_BYTES));
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                new DigestInputStream(input, digest).transferTo(gzip);
            }
            return new StoredDocument(compressed.toByteArray(), HexFormat.of().formatHex(digest.digest()), size);
        } catch (IOException e) {
            throw new ScanFailed("Can't read what Syft wrote to " + file.getFileName() + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The original bytes of a compressed document. */
    public static byte[] originalOf(byte[] compressed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("A stored document is damaged", e);
        }
    }
}
