package dev.slipway.portal.forge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What forge and portal share; compared in a time that tells nothing. Without one, nothing is genuine. */
final class WebhookSecret {

    private static final String STANDARD = "whsec_";

    private final @Nullable String secret;

    /**
     * @throws IllegalArgumentException if it begins as a signing token does and is none
     */
    WebhookSecret(@Nullable String secret) {
        this.secret = secret == null || secret.isBlank() ? null : secret;
        if (this.secret != null) {
            standardKey(this.secret);
        }
    }

    boolean is(@Nullable String offered) {
        return secret != null && offered != null && same(secret, offered);
    }

    /** Whether a hexadecimal HMAC-SHA256 is that of a body. */
    boolean signedHex(@Nullable String signature, byte[] body) {
        return secret != null
                && signature != null
                && same(HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body)), signature);
    }

    /** Whether one of the signatures of the Standard Webhooks specification is that of a content. */
    boolean signedStandard(@Nullable String signatures, byte[] content) {
        if (secret == null || signatures == null) {
            return false;
        }
        String expected = "v1," + Base64.getEncoder().encodeToString(hmac(standardKey(secret), content));
        boolean found = false;
        for (String each : signatures.split(" ")) {
            found |= same(expected, each);
        }
        return found;
    }

    private static byte[] standardKey(String secret) {
        if (!secret.startsWith(STANDARD)) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(secret.substring(STANDARD.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "slipway.golden.pull-requests.webhook-secret begins with whsec_, but what follows isn't Base64;"
                            + " expected a signing token as GitLab shows it",
                    e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
