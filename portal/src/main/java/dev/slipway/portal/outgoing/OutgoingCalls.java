package dev.slipway.portal.outgoing;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls that end in time whatever the other side does: a request's own timeout ends with the answer's headers. */
public final class OutgoingCalls {

    private final HttpClient http;
    private final Duration within;
    private final int mostBytes;

    /**
     * Bounds the calls of a client.
     *
     * @param within how long an exchange may take, from the connection to the end of the body
     * @param mostBytes how much of a body is read; the rest is cut off
     */
    public OutgoingCalls(HttpClient http, Duration within, int mostBytes) {
        this.http = http;
        this.within = within;
        this.mostBytes = mostBytes;
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @throws HttpTimeoutException if the exchange isn't over in time
     * @throws IOException if it fails otherwise
     */
    public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        BoundedBody body = new BoundedBody(mostBytes);
        CompletableFuture<HttpResponse<byte[]>> sent = http.sendAsync(request, any -> body);
        try {
            return sent.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("The answer wasn't complete within %d ms".formatted(within.toMillis()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            sent.cancel(true);
            body.stop();
        }
    }
}
