package dev.slipway.gitops.golden.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Reads private keys as OpenSSH and PEM write them. */
public final class PrivateKeys {

    private PrivateKeys() {}

    /**
     * The key in a file.
     *
     * @throws IllegalArgumentException if there is none, or it can't be decrypted
     */
    public static KeyPair read(Path file, @Nullable String passphrase, String setting) {
        try {
            return parse(Files.readString(file), passphrase, "%s %s".formatted(setting, file));
        } catch (IOException e) {
            throw new IllegalArgumentException("%s is %s, which can't be read".formatted(setting, file), e);
        }
    }

    /**
     * The key in a text.
     *
     * @param where what to call it in messages
     * @throws IllegalArgumentException if there is none, or it can't be decrypted
     */
    public static KeyPair parse(String text, @Nullable String passphrase, String where) {
        try (InputStream in = new ByteArrayInputStream((text.strip() + "\n").getBytes(StandardCharsets.UTF_8))) {
            FilePasswordProvider secret =
                    passphrase == null ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase);
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(where), in, secret);
            if (keys != null && keys.iterator().hasNext()) {
                return keys.iterator().next();
            }
            throw new IllegalArgumentException(
                    where + " holds no private key; expected one as ssh-keygen writes it, or PEM");
        } catch (IOException | GeneralSecurityException e) {
            String hint = passphrase == null ? "is it encrypted? There is no passphrase" : "is the passphrase right?";
            throw new IllegalArgumentException(
                    "%s can't be read as a private key (%s): %s".formatted(where, e.getMessage(), hint), e);
        }
    }
}
