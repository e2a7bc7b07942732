package dev.slipway.clusters.connection.http;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;

/** Makes HTTP clients that spread many writes at a time over several connections. */
public final class SpreadHttp extends JdkHttpClientFactory {

    @Override
    public HttpClient.Builder createNewHttpClientBuilder() {
        return new ForwardingBuilder(super.createNewHttpClientBuilder(), plain -> new SpreadClient(plain.get()));
    }
}
