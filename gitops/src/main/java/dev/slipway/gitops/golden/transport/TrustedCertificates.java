package dev.slipway.gitops.golden.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/** HTTPS that trusts the certificates of one file alone. */
final class TrustedCertificates extends JDKHttpConnectionFactory {

    private final TrustManager[] trusted;

    private TrustedCertificates(TrustManager[] trusted) {
        this.trusted = trusted;
    }

    static TrustedCertificates of(Path file) {
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
            return new TrustedCertificates(factory.getTrustManagers());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "slipway.golden.ca-file is %s, which can't be read as PEM certificates: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return trusting(super.create(url), url);
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
        return trusting(super.create(url, proxy), url);
    }

    private HttpConnection trusting(HttpConnection connection, URL url) throws IOException {
        if (url.getProtocol().equals("https")) {
            try {
                connection.configure(null, trusted, null);
            } catch (GeneralSecurityException e) {
                throw new IOException("HTTPS can't be set up", e);
            }
        }
        return connection;
    }
}
