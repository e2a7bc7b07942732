package dev.slipway.clusters.connection.http;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Remembers what a client is to be like, and leaves to somebody else to make it. */
final class ForwardingBuilder implements HttpClient.Builder {

    private final HttpClient.Builder target;
    private final Function<Supplier<HttpClient>, HttpClient> maker;

    /** @param maker makes the client that people get, from what makes one that does the work, each time anew */
    ForwardingBuilder(HttpClient.Builder target, Function<Supplier<HttpClient>, HttpClient> maker) {
        this.target = target;
        this.maker = maker;
    }

    private HttpClient.Builder with(UnaryOperator<HttpClient.Builder> setting) {
        setting.apply(target);
        return this;
    }

    @Override
    public HttpClient.Builder cookieHandler(CookieHandler handler) {
        return with(builder -> builder.cookieHandler(handler));
    }

    @Override
    public HttpClient.Builder connectTimeout(Duration duration) {
        return with(builder -> builder.connectTimeout(duration));
    }

    @Override
    public HttpClient.Builder sslContext(SSLContext context) {
        return with(builder -> builder.sslContext(context));
    }

    @Override
    public HttpClient.Builder sslParameters(SSLParameters parameters) {
        return with(builder -> builder.sslParameters(parameters));
    }

    @Override
    public HttpClient.Builder executor(Executor executor) {
        return with(builder -> builder.executor(executor));
    }

    @Override
    public HttpClient.Builder followRedirects(HttpClient.Redirect policy) {
        return with(builder -> builder.followRedirects(policy));
    }

    @Override
    public HttpClient.Builder version(HttpClient.Version version) {
        return with(builder -> builder.version(version));
    }

    @Override
    public HttpClient.Builder priority(int priority) {
        return with(builder -> builder.priority(priority));
    }

    @Override
    public HttpClient.Builder proxy(ProxySelector selector) {
        return with(builder -> builder.proxy(selector));
    }

    @Override
    public HttpClient.Builder authenticator(Authenticator authenticator) {
        return with(builder -> builder.authenticator(authenticator));
    }

    @Override
    public HttpClient build() {
        return maker.apply(target::build);
    }
}
