package dev.slipway.portal.security.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret part of a token: 256 random bits, so a plain hash of it is as safe as a slow one. */
final class TokenValue {

    static final String PREFIX = "slw_";

    private static final int RANDOM_BYTES = 32;
    private static final int SHOWN_CHARACTERS = PREFIX.length() + 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenValue() {}

    static String random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String shownPart(String value) {
        return value.substring(0, Math.min(SHOWN_CHARACTERS, value.length()));
    }

    static byte[] hash(String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
