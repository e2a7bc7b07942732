package dev.slipway.sbom.checkout;

import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** Credentials that are given to one host only, wherever it redirects to. */
final class HostCredentials extends UsernamePasswordCredentialsProvider {

    private final String host;

    HostCredentials(String host, GitSettings.Credentials credentials) {
        super(credentials.username(), credentials.password());
        this.host = host;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        return mayHave(uri) && super.get(uri, items);
    }

    private boolean mayHave(URIish uri) {
        boolean confidential =
                "https".equalsIgnoreCase(uri.getScheme()) || host.equals("localhost") || host.equals("127.0.0.1");
        return confidential && host.equalsIgnoreCase(uri.getHost());
    }
}
