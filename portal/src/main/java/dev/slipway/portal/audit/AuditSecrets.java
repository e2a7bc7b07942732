package dev.slipway.portal.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A secret for each cluster's audit webhook, made from one key, so that none has to be kept. The key is
 * {@code slipway.audit.key}, the same for all replicas, or else a file that the portal makes in its data directory.
 */
@Component
class AuditSecrets {

    private static final int SHORTEST_KEY = 32;

    private final SecretKeySpec key;

    AuditSecrets(@Value("${slipway.audit.key:}") String configured, @Value("${slipway.data:./.slipway}") Path data) {
        if (!configured.isEmpty() && configured.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("slipway.audit.key has %d characters, expected at least %d"
                    .formatted(configured.length(), SHORTEST_KEY));
        }
        byte[] bytes =
                configured.isEmpty() ? keyIn(data.resolve("audit.key")) : configured.getBytes(StandardCharsets.UTF_8);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static byte[] keyIn(Path file) {
        byte[] fresh = new byte[SHORTEST_KEY];
        new SecureRandom().nextBytes(fresh);
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            try (var channel = Files.newByteChannel(file, options, permissions)) {
                channel.write(java.nio.ByteBuffer.wrap(fresh));
                return fresh;
            } catch (FileAlreadyExistsException e) {
                return Files.readAllBytes(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the audit webhooks can't be kept in " + file, e);
        }
    }

    String of(String cluster) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] secret = mac.doFinal(("audit:" + cluster).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    boolean isOf(String cluster, String presented) {
        return MessageDigest.isEqual(
                of(cluster).getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
