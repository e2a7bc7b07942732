package dev.slipway.gitops.desired;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What is applied of an object, as JSON. Equal by content. The text lies on a {@link ManifestShelf}, since only a
 * write needs it, and a hundred thousand of them would fill the heap.
 */
public final class Manifest {

    private final long high;
    private final long low;
    private final int length;
    private volatile ManifestShelf.Place place;

    Manifest(byte[] json, ManifestShelf.Place place) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(json));
        this.high = digest.getLong();
        this.low = digest.getLong();
        this.length = json.length;
        this.place = place;
    }

    /** A manifest that is in memory until a shelf keeps it. */
    public static Manifest of(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Manifest(bytes, new InMemory(bytes));
    }

    /** The text. */
    public String json() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        ManifestShelf.Place from = place;
        byte[] json = from.read();
        while (json == null) {
            if (from == place) {
                throw new IllegalStateException("The texts of manifests are gone: the portal stops");
            }
            // It was moved meanwhile.
            from = place;
            json = from.read();
        }
        return json;
    }

    /** How many bytes the text has. */
    int length() {
        return length;
    }

    /** Whether the text is still to be put on a shelf. */
    boolean isInMemory() {
        return place instanceof InMemory;
    }

    void movedTo(ManifestShelf.Place other) {
        place = other;
    }

    /** The first 16 bytes of the text's SHA-256. */
    public byte[] digest() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    private static byte[] sha256(byte[] json) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(json);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Manifest that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(low);
    }

    private record InMemory(byte[] bytes) implements ManifestShelf.Place {
        @Override
        public byte[] read() {
            return bytes;
        }
    }
}
