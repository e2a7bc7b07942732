package dev.slipway.clusters.connection.http;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Makes the HTTP clients of one cluster, on threads that all clusters share. */
public final class RenewableHttp extends JdkHttpClientFactory {

    private final Executor executor;
    private final List<RenewableClient> made = new CopyOnWriteArrayList<>();

    /** @param executor the threads that all clusters share */
    public RenewableHttp(Executor executor) {
        this.executor = executor;
    }

    /** New requests go over new connections; what is under way ends in its own time. */
    public void renew() {
        made.forEach(RenewableClient::renew);
    }

    @Override
    protected HttpClient.Builder createNewHttpClientBuilder() {
        return new ForwardingBuilder(HttpClient.newBuilder().executor(executor), plain -> {
            RenewableClient client = new RenewableClient(plain);
            made.add(client);
            return client;
        });
    }
}
