package dev.slipway.clusters.connection;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.URI;
import java.nio.file.Path;

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

    /** A shared client for this API server; watches are plain HTTP so that HTTP/2 carries all on one connection. */
    public static KubernetesClient connect(Config target) {
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
        return new KubernetesClientBuilder()
                .withConfig(limits.build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    private static boolean isLoopback(String url) {
        String host = URI.create(url).getHost();
        return "127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host);
    }
}
