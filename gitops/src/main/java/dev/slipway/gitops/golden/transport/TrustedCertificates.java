package dev.slipway.gitops.golden.transport;

import dev.slipway.gitops.repository.TrustedAuthorities;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.TrustManager;
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
        return new TrustedCertificates(TrustedAuthorities.in(file));
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
