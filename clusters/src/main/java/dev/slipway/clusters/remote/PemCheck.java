package dev.slipway.clusters.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Checks certificates and keys before they are kept, so that a mistake shows to whoever makes it. */
final class PemCheck {

    private PemCheck() {}

    static Collection<? extends Certificate> certificates(String what, String pem) {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(what + " is no certificate in PEM", e);
        }
        throw new IllegalArgumentException(what + " is no certificate in PEM");
    }

    /** The two must belong together; elliptic curve and RSA keys are understood. */
    static void pair(String certificate, String key) {
        PublicKey open = certificates("The client certificate", certificate)
                .iterator()
                .next()
                .getPublicKey();
        if (!(open instanceof ECPublicKey) && !(open instanceof RSAPublicKey)) {
            throw new IllegalArgumentException(
                    "The client certificate has a key of kind %s, expected EC or RSA".formatted(open.getAlgorithm()));
        }
        String algorithm = open instanceof ECPublicKey ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(privateKey(key));
            signature.update((byte) 1);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update((byte) 1);
            if (!signature.verify(signed)) {
                throw new IllegalArgumentException("The client certificate and the key don't belong together");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The client certificate and the key don't belong together", e);
        }
    }

    static String algorithm(String certificate) {
        return certificates("The client certificate", certificate)
                .iterator()
                .next()
                .getPublicKey()
                .getAlgorithm();
    }

    private static PrivateKey privateKey(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (found instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
            }
        } catch (PEMException e) {
            throw new IllegalArgumentException("The key of the client certificate can't be read", e);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("The key of the client certificate is no key in PEM", e);
        }
        throw new IllegalArgumentException(
                "The key of the client certificate is no key in PEM, or one that needs a password");
    }
}
