package dev.slipway.gitops.golden.signing;

import dev.slipway.gitops.repository.GoldenSettings.Signing;
import java.nio.file.Path;
import org.eclipse.jgit.lib.GpgSignature;
import org.jspecify.annotations.Nullable;

/** Signs commits in the portal's name. */
public interface CommitSigner {

    /**
     * The signature of a commit, or {@code null} where none is wanted.
     *
     * @param commit the commit as Git stores it, without a signature
     */
    @Nullable
    GpgSignature sign(byte[] commit);

    /**
     * The signer that is asked for.
     *
     * @throws IllegalArgumentException if its key can't be read
     */
    static CommitSigner of(Signing settings) {
        Signing.Format format = settings.format();
        if (format == null) {
            return commit -> null;
        }
        Path keyFile = settings.keyFile();
        if (keyFile == null) {
            throw new IllegalArgumentException(
                    "slipway.golden.signing.format is %s, but slipway.golden.signing.key-file is missing"
                            .formatted(format));
        }
        return switch (format) {
            case SSH ->
                new SshSigner(PrivateKeys.read(keyFile, settings.passphrase(), "slipway.golden.signing.key-file"));
            case OPENPGP -> new OpenPgpSigner(keyFile, settings.passphrase());
        };
    }
}
