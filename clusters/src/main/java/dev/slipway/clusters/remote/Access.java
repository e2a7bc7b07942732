package dev.slipway.clusters.remote;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an API server and who the platform is there. It comes from people, so that it holds nothing that would
 * run a program or read a file here.
 *
 * @param server the URL, HTTPS but for this machine's own loopback addresses
 * @param authority the certificates that the server's is checked against, PEM; {@code null} for the public ones
 * @param token the token of a service account
 * @param certificate the client certificate, PEM, instead of a token
 * @param key the key of the client certificate, PEM
 */
public record Access(
        String server,
        @Nullable String authority,
        @Nullable String token,
        @Nullable String certificate,
        @Nullable String key) {

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,16384}");

    /** @throws IllegalArgumentException which says what can't be so, and never what is secret */
    public Access {
        server = ServerUrl.checked(server);
        if ((token == null) == (certificate == null)) {
            throw new IllegalArgumentException(
                    "Expected a token or a client certificate, found " + (token == null ? "neither" : "both"));
        }
        if (token != null && !TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "The token is empty, longer than 16384 characters, or has spaces or other signs in it");
        }
        if (authority != null) {
            PemCheck.certificates("The certificate authority", authority);
        }
        if (certificate != null) {
            if (key == null) {
                throw new IllegalArgumentException("The client certificate has no key beside it");
            }
            PemCheck.pair(certificate, key);
        }
    }

    /** Access with the token of a service account. */
    public static Access ofToken(String server, @Nullable String authority, String token) {
        return new Access(server, authority, token, null, null);
    }

    /**
     * Access as a kubeconfig describes it.
     *
     * @param kubeconfig at most 256 KiB of YAML; everything it needs must be inside of it
     * @param context the context to take, {@code null} for the current one
     * @throws IllegalArgumentException if it can't be read, names files or programs, or lacks something
     */
    public static Access ofKubeconfig(String kubeconfig, @Nullable String context) {
        return new KubeconfigText(kubeconfig).access(context);
    }

    /** {@code EC} or {@code RSA}: what the client certificate's key is. */
    public String keyAlgorithm() {
        return PemCheck.algorithm(String.valueOf(certificate));
    }

    /** Keeps what is secret out of logs. */
    @Override
    public String toString() {
        return "Access[server=%s, %s]".formatted(server, token == null ? "client certificate" : "token");
    }
}
