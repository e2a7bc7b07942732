package dev.slipway.clusters.remote;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A kubeconfig that a person sent: read for one context, refused where it reaches outside of itself. */
final class KubeconfigText {

    private static final int LARGEST = 256 * 1024;

    private final Config config;

    KubeconfigText(String text) {
        if (text.length() > LARGEST) {
            throw new IllegalArgumentException(
                    "The kubeconfig has %d characters, at most %d are read".formatted(text.length(), LARGEST));
        }
        this.config = parsed(text);
    }

    /** Messages of the parser quote what it read, which may be a key, so that they go no further. */
    private static Config parsed(String text) {
        Config read;
        try {
            read = Serialization.unmarshal(text, Config.class);
        } catch (RuntimeException | StackOverflowError e) {
            throw new IllegalArgumentException("The kubeconfig can't be read as YAML of kind Config");
        }
        if (read == null || read.getContexts() == null) {
            throw new IllegalArgumentException("The kubeconfig is empty or no YAML of kind Config");
        }
        return read;
    }

    Access access(@Nullable String wanted) {
        String name = wanted == null || wanted.isBlank() ? config.getCurrentContext() : wanted;
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("The kubeconfig has no current context: name one of " + contexts());
        }
        Context context = find(config.getContexts(), NamedContext::getName, name, NamedContext::getContext);
        if (context == null) {
            throw new IllegalArgumentException(
                    "The kubeconfig has no context '%s', only %s".formatted(name, contexts()));
        }
        Cluster cluster =
                find(config.getClusters(), NamedCluster::getName, context.getCluster(), NamedCluster::getCluster);
        AuthInfo user = find(config.getUsers(), NamedAuthInfo::getName, context.getUser(), NamedAuthInfo::getUser);
        if (cluster == null || user == null) {
            throw new IllegalArgumentException("The context '%s' names a %s that the kubeconfig doesn't have"
                    .formatted(name, cluster == null ? "cluster" : "user"));
        }
        refuse(cluster);
        refuse(user);
        return new Access(
                String.valueOf(cluster.getServer()),
                decoded("certificate-authority-data", cluster.getCertificateAuthorityData()),
                blankToNull(user.getToken()),
                decoded("client-certificate-data", user.getClientCertificateData()),
                decoded("client-key-data", user.getClientKeyData()));
    }

    private List<String> contexts() {
        return config.getContexts().stream()
                .map(NamedContext::getName)
                .limit(10)
                .toList();
    }

    private static <N, T> @Nullable T find(
            @Nullable List<N> all, Function<N, String> name, @Nullable String wanted, Function<N, @Nullable T> part) {
        return (all == null ? List.<N>of() : all)
                .stream()
                        .filter(each -> Objects.equals(name.apply(each), wanted))
                        .map(part)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static void refuse(Cluster cluster) {
        refuse(
                cluster.getCertificateAuthority(),
                "certificate-authority",
                "names a file; put it in as certificate-authority-data");
        refuse(cluster.getProxyUrl(), "proxy-url", "isn't supported");
        refuse(
                cluster.getTlsServerName(),
                "tls-server-name",
                "isn't supported; the certificate must fit the server's name");
        if (Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify())) {
            throw refused("insecure-skip-tls-verify", "isn't accepted: give the certificate authority instead");
        }
    }

    private static void refuse(AuthInfo user) {
        refuse(user.getExec(), "exec", "would run a program here; use the token of a service account");
        refuse(user.getAuthProvider(), "auth-provider", "isn't supported; use the token of a service account");
        refuse(user.getTokenFile(), "tokenFile", "names a file; put it in as token");
        refuse(user.getClientCertificate(), "client-certificate", "names a file; put it in as client-certificate-data");
        refuse(user.getClientKey(), "client-key", "names a file; put it in as client-key-data");
        refuse(user.getUsername(), "username", "isn't supported; use the token of a service account");
        refuse(user.getPassword(), "password", "isn't supported; use the token of a service account");
        refuse(user.getAs(), "as", "isn't supported: the platform is who its credentials say");
    }

    private static void refuse(@Nullable Object value, String field, String why) {
        if (value != null) {
            throw refused(field, why);
        }
    }

    private static IllegalArgumentException refused(String field, String why) {
        return new IllegalArgumentException("The kubeconfig's field %s %s".formatted(field, why));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable String decoded(String field, @Nullable String base64) {
        if (base64 == null || base64.isBlank()) {
            return null;
        }
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The kubeconfig's field %s is no base64".formatted(field), e);
        }
    }
}
