package dev.slipway.gitops.golden.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.eclipse.jgit.lib.GpgSignature;
import org.jspecify.annotations.Nullable;

/** Signs as {@code gpg --detach-sign --armor} does. */
final class OpenPgpSigner implements CommitSigner {

    private final PGPSecretKey key;
    private final PGPPrivateKey secret;

    OpenPgpSigner(Path file, @Nullable String passphrase) {
        try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
            this.key = signingKey(new PGPSecretKeyRingCollection(in, new BcKeyFingerprintCalculator()), file);
            char[] word = passphrase == null ? new char[0] : passphrase.toCharArray();
            this.secret = key.extractPrivateKey(
                    new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(word));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "slipway.golden.signing.key-file is %s, which can't be read: %s".formatted(file, e.getMessage()),
                    e);
        } catch (PGPException e) {
            throw new IllegalArgumentException(
                    "slipway.golden.signing.key-file %s can't be decrypted (%s): is slipway.golden.signing.passphrase right?"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** A subkey made for signing comes before the primary key, as gpg chooses. */
    private static PGPSecretKey signingKey(PGPSecretKeyRingCollection rings, Path file) {
        PGPSecretKey found = null;
        for (PGPSecretKeyRing ring : rings) {
            for (PGPSecretKey each : ring) {
                if (each.isSigningKey() && !each.isPrivateKeyEmpty() && (found == null || !each.isMasterKey())) {
                    found = each;
                }
            }
        }
        if (found == null) {
            throw new IllegalArgumentException(
                    "slipway.golden.signing.key-file %s holds no secret key that signs; expected what gpg --export-secret-keys --armor writes"
                            .formatted(file));
        }
        return found;
    }

    @Override
    public GpgSignature sign(byte[] commit) {
        try {
            var generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                    key.getPublicKey());
            generator.init(PGPSignature.BINARY_DOCUMENT, secret);
            var issuer = new PGPSignatureSubpacketGenerator();
            issuer.setIssuerFingerprint(false, key.getPublicKey());
            generator.setHashedSubpackets(issuer.generate());
            generator.update(commit);
            var out = new ByteArrayOutputStream();
            try (var armored = ArmoredOutputStream.builder().clearHeaders().build(out)) {
                generator.generate().encode(armored);
            }
            return new GpgSignature(out.toString(java.nio.charset.StandardCharsets.US_ASCII)
                    .strip()
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        } catch (PGPException | IOException e) {
            throw new IllegalStateException("A commit can't be signed with the OpenPGP key", e);
        }
    }
}
