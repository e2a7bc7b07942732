package dev.slipway.gitops.engine.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the platform owns of an object and with which values, in sixteen bytes: all that is kept of an object. Two
 * objects with the same fingerprint are, to the platform, the same.
 */
public record Fingerprint(long high, long low) {

    /** Of an object in which the platform owns nothing; equal to no other. */
    public static final Fingerprint NOTHING_OWNED = new Fingerprint(0, 0);

    /** As it was noted in 16 bytes. */
    public static Fingerprint of(byte[] noted) {
        ByteBuffer buffer = ByteBuffer.wrap(noted);
        return new Fingerprint(buffer.getLong(), buffer.getLong());
    }

    /** In 16 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    public static Fingerprint of(LiveObject object) {
        return of(object, ExemptFields.NONE);
    }

    /** Without the fields that people may change for now. */
    public static Fingerprint of(LiveObject object, ExemptFields exempt) {
        FieldManager own = object.own();
        return own == null
                ? NOTHING_OWNED
                : of(FieldWalk.values(exempt.outside(own).fields(), object.content()));
    }

    /** Of what another engine's field manager owns; the platform's where it is {@code null}. */
    public static Fingerprint of(LiveObject object, @Nullable String hand) {
        FieldManager own = object.appliedBy(hand);
        return own == null ? NOTHING_OWNED : of(FieldWalk.values(own.fields(), object.content()));
    }

    public static Fingerprint of(Object value) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            feed(sha, value);
            ByteBuffer digest = ByteBuffer.wrap(sha.digest());
            return new Fingerprint(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void feed(MessageDigest sha, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            sha.update((byte) '{');
            new TreeMap<>(map).forEach((key, item) -> {
                feed(sha, key);
                feed(sha, item);
            });
            sha.update((byte) '}');
        } else if (value instanceof List<?> list) {
            sha.update((byte) '[');
            list.forEach(item -> feed(sha, item));
            sha.update((byte) ']');
        } else {
            sha.update(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
            sha.update((byte) (value instanceof String ? 1 : 0));
        }
    }
}
