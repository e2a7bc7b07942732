package dev.slipway.portal.clusters;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as somebody registers or changes it. Credentials are a kubeconfig, or a server with a token; where neither is
 * given those before are kept, or given later.
 *
 * @param name a DNS label of at most 40 characters
 * @param labels what selectors of baselines see
 * @param namespaces the only namespaces that the platform may touch; all where none are given
 * @param kubeconfig the text of a kubeconfig that holds all it needs
 * @param context the context to take from it, the current one where none is given
 * @param server the URL of the API server
 * @param certificateAuthority what the server's certificate is checked against, PEM
 * @param token the token of a service account
 * @param engine slipway, flux or argocd
 * @param paused whether nothing is written to it for now
 */
record RegisterBody(
        @Nullable String name,
        @Nullable Map<String, String> labels,
        @Nullable List<String> namespaces,
        @Nullable String kubeconfig,
        @Nullable String context,
        @Nullable String server,
        @Nullable String certificateAuthority,
        @Nullable String token,
        @Nullable String engine,
        @Nullable Boolean paused) {

    boolean hasCredentials() {
        return kubeconfig != null || token != null || server != null || certificateAuthority != null;
    }

    /** Keeps what is secret out of logs. */
    @Override
    public String toString() {
        return "RegisterBody[name=%s, server=%s]".formatted(name, server);
    }
}
