package dev.slipway.clusters.connection.http;

import java.net.http.HttpClient;
import java.util.function.Supplier;

/**
 * A client whose connections can be given up for new ones. A connection whose packets are swallowed on their way, as
 * behind a firewall that forgot it, never fails by itself, and HTTP/2 would go on using it.
 */
final class RenewableClient extends ForwardingClient {

    private final Supplier<HttpClient> maker;
    private volatile HttpClient current;

    RenewableClient(Supplier<HttpClient> maker) {
        this.maker = maker;
        this.current = maker.get();
    }

    /** New requests go over new connections; what is under way ends in its own time. */
    void renew() {
        current = maker.get();
    }

    @Override
    HttpClient target() {
        return current;
    }
}
