package dev.slipway.gitops.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of {@link GoldenSettings#caFile()}, which alone are trusted. */
public final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /**
     * Trusts what a file holds.
     *
     * @throws IllegalArgumentException if the file can't be read, or holds no certificate
     */
    public static TrustManager[] in(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new GeneralSecurityException("it holds no certificate");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "slipway.golden.ca-file is %s, which can't be read as PEM certificates: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /**
     * TLS that trusts what a file holds.
     *
     * @throws IllegalArgumentException if the file can't be read, or holds no certificate
     */
    public static SSLContext tls(Path file) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, in(file), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has TLS", e);
        }
    }
}
