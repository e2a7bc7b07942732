package dev.slipway.clusters.connection.http;

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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A client that leaves everything to another one. */
abstract class ForwardingClient extends HttpClient {

    /** The one that does it now. */
    abstract HttpClient target();

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return target().cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return target().connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return target().followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return target().proxy();
    }

    @Override
    public SSLContext sslContext() {
        return target().sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return target().sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return target().authenticator();
    }

    @Override
    public Version version() {
        return target().version();
    }

    @Override
    public Optional<Executor> executor() {
        return target().executor();
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return target().send(request, handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return target().sendAsync(request, handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
        return target().sendAsync(request, handler, pushes);
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return target().newWebSocketBuilder();
    }
}
