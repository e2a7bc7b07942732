package dev.slipway.clusters.connection.remote;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A client whose connections can be given up for new ones. A connection whose packets are swallowed on their way, as
 * behind a firewall that forgot it, never fails by itself, and HTTP/2 would go on using it.
 */
final class RenewableHttpClient extends HttpClient {

    private final Supplier<HttpClient> maker;
    private volatile HttpClient current;

    RenewableHttpClient(Supplier<HttpClient> maker) {
        this.maker = maker;
        this.current = maker.get();
    }

    /** New requests go over new connections; what is under way ends in its own time. */
    void renew() {
        current = maker.get();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return current.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return current.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return current.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return current.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return current.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return current.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return current.authenticator();
    }

    @Override
    public Version version() {
        return current.version();
    }

    @Override
    public Optional<Executor> executor() {
        return current.executor();
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return current.send(request, handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return current.sendAsync(request, handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
        return current.sendAsync(request, handler, pushes);
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return current.newWebSocketBuilder();
    }
}
