package dev.slipway.clusters.connection.remote;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;

/** Learns from all calls whether an API server answers, so that one that is used is seldom asked. */
record Contacts(Runnable answered, Runnable failed) implements Interceptor {

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        answered.run();
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        failed.run();
    }
}
