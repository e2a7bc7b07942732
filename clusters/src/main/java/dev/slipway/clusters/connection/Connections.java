package dev.slipway.clusters.connection;

import dev.slipway.clusters.connection.http.SpreadHttp;
import dev.slipway.clusters.remote.Access;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes clients of API servers, all with the same time limits. */
public final class Connections {

    private static final int CONNECT_MILLIS = 3_000;
    private static final int REQUEST_MILLIS = 15_000;

    private Connections() {}

    /** An API server on this machine, reached with a client certificate. */
    public static Config loopback(int port, Path authority, Path certificate, Path key) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:" + port + "/")
                .withCaCertFile(authority.toString())
                .withClientCertFile(certificate.toString())
                .withClientKeyFile(key.toString())
                .withClientKeyAlgo("EC")
                .build();
    }

    /**
     * An API server that somebody else runs. Its client shares threads and what reads and writes JSON with others, as each
     * would cost megabytes.
     */
    public static KubernetesClient remote(
            Access access,
            HttpClient.Factory http,
            Interceptor watcher,
            Executor threads,
            KubernetesSerialization json) {
        ConfigBuilder target = new ConfigBuilder(Config.empty())
                .withMasterUrl(access.server() + "/")
                .withCaCertData(base64(access.authority()))
                .withOauthToken(access.token())
                .withClientCertData(base64(access.certificate()))
                .withClientKeyData(base64(access.key()));
        if (access.key() != null) {
            target.withClientKeyAlgo(access.keyAlgorithm());
        }
        return new KubernetesClientBuilder()
                .withConfig(limited(target.build()))
                .withHttpClientFactory(http)
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("slipway", watcher))
                .withTaskExecutor(threads)
                .withKubernetesSerialization(json)
                .build();
    }

    private static @Nullable String base64(@Nullable String pem) {
        return pem == null ? null : Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * A shared client for an API server nearby; watches are plain HTTP so that HTTP/2 carries all of them on one connection.
     */
    public static KubernetesClient connect(Config target) {
        return new KubernetesClientBuilder()
                .withConfig(limited(target))
                .withHttpClientFactory(new SpreadHttp())
                .build();
    }

    private static Config limited(Config target) {
        ConfigBuilder limits = new ConfigBuilder(target)
                .withOnlyHttpWatches(true)
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(2)
                .withRequestRetryBackoffInterval(50)
                .withWatchReconnectInterval(100)
                .withUserAgent("slipway");
        if (isLoopback(target.getMasterUrl())) {
            limits.withHttpProxy(null).withHttpsProxy(null);
        }
        return limits.build();
    }

    private static boolean isLoopback(String url) {
        String host = URI.create(url).getHost();
        return "127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host);
    }
}
