package dev.slipway.gitops.golden.signing;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Base64;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.eclipse.jgit.lib.GpgSignature;

/** Signs as {@code ssh-keygen -Y sign -n git} does; the format is OpenSSH's PROTOCOL.sshsig. */
final class SshSigner implements CommitSigner {

    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final String PURPOSE = "git";
    private static final String HASH = "sha512";
    private static final int LINE = 70;

    private final KeyPair key;
    private final BuiltinSignatures algorithm;

    SshSigner(KeyPair key) {
        this.key = key;
        String type = KeyUtils.getKeyType(key);
        // Plain ssh-rsa would sign with SHA-1, which nobody accepts any more.
        BuiltinSignatures found = KeyPairProvider.SSH_RSA.equals(type)
                ? BuiltinSignatures.rsaSHA512
                : BuiltinSignatures.fromFactoryName(type);
        if (found == null) {
            throw new IllegalArgumentException(
                    "slipway.golden.signing.key-file holds a key of type %s; expected Ed25519, ECDSA or RSA"
                            .formatted(type));
        }
        this.algorithm = found;
    }

    @Override
    public GpgSignature sign(byte[] commit) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(commit);
            Buffer signed = new ByteArrayBuffer();
            signed.putRawBytes(MAGIC);
            describe(signed);
            signed.putBytes(hash);
            return new GpgSignature(armored(envelope(signed.getCompactData())));
        } catch (Exception e) {
            throw new IllegalStateException("A commit can't be signed with the SSH key", e);
        }
    }

    private static void describe(Buffer buffer) {
        buffer.putString(PURPOSE);
        buffer.putString("");
        buffer.putString(HASH);
    }

    private byte[] envelope(byte[] signed) throws Exception {
        Signature signature = algorithm.create();
        signature.initSigner(null, key.getPrivate());
        signature.update(null, signed);
        Buffer proof = new ByteArrayBuffer();
        proof.putString(algorithm.getName());
        proof.putBytes(signature.sign(null));
        Buffer publicKey = new ByteArrayBuffer();
        publicKey.putRawPublicKey(key.getPublic());
        Buffer envelope = new ByteArrayBuffer();
        envelope.putRawBytes(MAGIC);
        envelope.putUInt(VERSION);
        envelope.putBytes(publicKey.getCompactData());
        describe(envelope);
        envelope.putBytes(proof.getCompactData());
        return envelope.getCompactData();
    }

    private static byte[] armored(byte[] envelope) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(envelope);
        return ("-----BEGIN SSH SIGNATURE-----\n" + lines + "\n-----END SSH SIGNATURE-----")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
