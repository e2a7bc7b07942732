package dev.slipway.clusters.connection.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client of an API server nearby. A few writes share the HTTP/2 connection that the watches keep open, so that a repair
 * waits for no handshake; when there are more at a time the others get HTTP/1.1 connections of their own, on which a call
 * costs both sides a sixth less. A write counts until its answer begins.
 */
final class SpreadClient extends ForwardingClient {

    private static final int FEW = 2;

    private final HttpClient target;
    private final AtomicInteger underWay = new AtomicInteger();

    SpreadClient(HttpClient target) {
        this.target = target;
    }

    @Override
    HttpClient target() {
        return target;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        if (!request.method().equals("PATCH")) {
            return target.sendAsync(request, handler);
        }
        boolean isCrowded = underWay.incrementAndGet() > FEW;
        CompletableFuture<HttpResponse<T>> answer = target.sendAsync(isCrowded ? alone(request) : request, handler);
        answer.whenComplete((response, failure) -> underWay.decrementAndGet());
        return answer;
    }

    private static HttpRequest alone(HttpRequest request) {
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .version(Version.HTTP_1_1)
                .build();
    }
}
