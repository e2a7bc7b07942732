package dev.slipway.sbom.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import java.util.Optional;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/** HTTP connections which end when the budget does, since JGit limits neither bytes nor total time, and which lead nowhere local. */
final class LimitedHttp extends JDKHttpConnectionFactory {

    private final TransferBudget budget;
    private final LocalAddresses local;

    LimitedHttp(TransferBudget budget, LocalAddresses local) {
        this.budget = budget;
        this.local = local;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        // Asked of redirects too, each of which is a connection of its own.
        Optional<String> refusal = local.refusal(url.getHost());
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        return new Connection(url, proxy, budget);
    }

    private static final class Connection extends JDKHttpConnection {

        private final TransferBudget budget;

        private Connection(URL url, Proxy proxy, TransferBudget budget) throws IOException {
            super(url, proxy);
            this.budget = budget;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return budget.limit(super.getInputStream());
        }
    }
}
