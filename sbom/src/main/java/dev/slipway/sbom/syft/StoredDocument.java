package dev.slipway.sbom.syft;

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

    private static final int BUFFER = 64 << 10;

    /** What is listed from larger documents wouldn't fit into memory. */
    private static final long MAX_BYTES = 128L << 20;

    /** All three documents of a scan are held in memory like this until they are stored. */
    private static final int MAX_COMPRESSED = 16 << 20;

    /** @throws ScanFailed if a document is too large to be kept; to be asked before it is read */
    static void requireWithinLimits(Path file) {
        try {
            requireAtMost(MAX_BYTES, Files.size(file), file, "bytes");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static StoredDocument of(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            long size = Files.size(file);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteArrayOutputStream compressed = new ByteArrayOutputStream() {
                @Override
                public void write(byte[] bytes, int offset, int length) {
                    requireAtMost(MAX_COMPRESSED, (long) count + length, file, "compressed bytes");
                    super.write(bytes, offset, length);
                }
            };
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                new DigestInputStream(input, digest).transferTo(gzip);
            }
            return new StoredDocument(compressed.toByteArray(), HexFormat.of().formatHex(digest.digest()), size);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void requireAtMost(long most, long size, Path file, String unit) {
        if (size > most) {
            throw new ScanFailed(
                    "%s has %,d %s or more; at most %,d are kept".formatted(file.getFileName(), size, unit, most));
        }
    }

    private static ScanFailed unreadable(Path file, IOException e) {
        return new ScanFailed("Can't read what Syft wrote to " + file.getFileName() + ": " + e.getMessage(), e);
    }

    /** The original bytes of a compressed document, which are never in memory at once. */
    public static InputStream originalOf(InputStream compressed) {
        try {
            return new GZIPInputStream(compressed, BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored document is damaged", e);
        }
    }
}
