package dev.slipway.clusters.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A certificate authority (ECDSA P-256) in a folder, with the certificates of its control plane beside it. */
public final class CertificateAuthority {

    private static final Duration CA_VALIDITY = Duration.ofDays(3650);
    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final Duration RENEWAL = Duration.ofDays(30);

    private final Path folder;
    private final X509Certificate certificate;
    private final PrivateKey key;

    private CertificateAuthority(Path folder, X509Certificate certificate, PrivateKey key) {
        this.folder = folder;
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * Opens the authority in the folder, or founds it at the first time.
     *
     * @throws IllegalStateException if its files can't be read or written
     */
    public static CertificateAuthority open(Path folder, String name) {
        Path certificateFile = folder.resolve("ca.crt");
        Path keyFile = folder.resolve("ca.key");
        try {
            if (!Files.exists(certificateFile)) {
                KeyPair pair = newKeyPair();
                X509Certificate root = CertificateBuilder.selfSigned(name, pair, CA_VALIDITY);
                Pem.write(keyFile, Pem.of(pair.getPrivate()));
                Pem.write(certificateFile, Pem.of(root));
            }
            return new CertificateAuthority(folder, Pem.readCertificate(certificateFile), Pem.readKey(keyFile));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Cannot open the certificate authority in %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    public Path certificateFile() {
        return folder.resolve("ca.crt");
    }

    public Path keyFile() {
        return folder.resolve("ca.key");
    }

    /** This authority's certificate in PEM. */
    public String pem() {
        return Pem.of(certificate);
    }

    /** The certificate of a client within the control plane, valid for a year and renewed when under 30 days are left. */
    public Credential client(String file, Subject subject) {
        return stored(file, subject, List.of());
    }

    /** The certificate of a server on loopback that is also a client (etcd's gateway calls itself); renewed likewise. */
    public Credential server(String file, String name, List<String> dnsNames) {
        return stored(file, new Subject(name, Set.of()), dnsNames);
    }

    /** The keys that sign and check service account tokens; made once and never renewed, as tokens depend on them. */
    public ServiceAccountKeys serviceAccountKeys() {
        ServiceAccountKeys keys =
                new ServiceAccountKeys(folder.resolve("service-accounts.key"), folder.resolve("service-accounts.pub"));
        if (!Files.exists(keys.publicKey())) {
            KeyPair pair = newKeyPair();
            Pem.write(keys.privateKey(), Pem.of(pair.getPrivate()));
            Pem.write(keys.publicKey(), Pem.of(pair.getPublic()));
        }
        return keys;
    }

    /** Issues a new client certificate without storing it. */
    public IssuedCertificate issue(Subject subject, Duration validity) {
        KeyPair pair = newKeyPair();
        X509Certificate issued = builder().client(subject, pair.getPublic(), validity);
        return new IssuedCertificate(
                Pem.of(issued),
                Pem.sec1(pair.getPrivate()),
                issued.getNotAfter().toInstant());
    }

    private Credential stored(String file, Subject subject, List<String> dnsNames) {
        Credential credential = new Credential(folder.resolve(file + ".crt"), folder.resolve(file + ".key"));
        if (isCurrent(credential)) {
            return credential;
        }
        KeyPair pair = newKeyPair();
        X509Certificate issued = dnsNames.isEmpty()
                ? builder().client(subject, pair.getPublic(), VALIDITY)
                : builder().server(subject, dnsNames, pair.getPublic(), VALIDITY);
        Pem.write(credential.key(), Pem.of(pair.getPrivate()));
        Pem.write(credential.certificate(), Pem.of(issued));
        return credential;
    }

    /** A certificate that this authority didn't sign, or whose key is gone, counts as missing. */
    private boolean isCurrent(Credential credential) {
        if (!Files.exists(credential.certificate()) || !Files.exists(credential.key())) {
            return false;
        }
        try {
            X509Certificate stored = Pem.readCertificate(credential.certificate());
            stored.verify(certificate.getPublicKey());
            return stored.getNotAfter().toInstant().isAfter(Instant.now().plus(RENEWAL));
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    private CertificateBuilder builder() {
        return new CertificateBuilder(certificate, key);
    }

    private static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks elliptic curve P-256", e);
        }
    }
}
