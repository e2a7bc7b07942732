package dev.slipway.clusters.connection.remote;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Makes the HTTP clients of one cluster, on threads that all clusters share. */
final class RenewableHttp extends JdkHttpClientFactory {

    private final Executor executor;
    private final List<RenewableHttpClient> made = new CopyOnWriteArrayList<>();

    RenewableHttp(Executor executor) {
        this.executor = executor;
    }

    void renew() {
        made.forEach(RenewableHttpClient::renew);
    }

    @Override
    protected HttpClient.Builder createNewHttpClientBuilder() {
        return new Builder(HttpClient.newBuilder().executor(executor));
    }

    /** Remembers how to make the client, so that it can be made again. */
    private final class Builder implements HttpClient.Builder {

        private final HttpClient.Builder target;

        Builder(HttpClient.Builder target) {
            this.target = target;
        }

        @Override
        public HttpClient.Builder cookieHandler(CookieHandler handler) {
            target.cookieHandler(handler);
            return this;
        }

        @Override
        public HttpClient.Builder connectTimeout(Duration duration) {
            target.connectTimeout(duration);
            return this;
        }

        @Override
        public HttpClient.Builder sslContext(SSLContext context) {
            target.sslContext(context);
            return this;
        }

        @Override
        public HttpClient.Builder sslParameters(SSLParameters parameters) {
            target.sslParameters(parameters);
            return this;
        }

        @Override
        public HttpClient.Builder executor(Executor executor) {
            target.executor(executor);
            return this;
        }

        @Override
        public HttpClient.Builder followRedirects(HttpClient.Redirect policy) {
            target.followRedirects(policy);
            return this;
        }

        @Override
        public HttpClient.Builder version(HttpClient.Version version) {
            target.version(version);
            return this;
        }

        @Override
        public HttpClient.Builder priority(int priority) {
            target.priority(priority);
            return this;
        }

        @Override
        public HttpClient.Builder proxy(ProxySelector selector) {
            target.proxy(selector);
            return this;
        }

        @Override
        public HttpClient.Builder authenticator(Authenticator authenticator) {
            target.authenticator(authenticator);
            return this;
        }

        @Override
        public HttpClient build() {
            RenewableHttpClient client = new RenewableHttpClient(target::build);
            made.add(client);
            return client;
        }
    }
}
