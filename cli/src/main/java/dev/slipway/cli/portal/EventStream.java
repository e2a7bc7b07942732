package dev.slipway.cli.portal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Server-sent events, of which only the moments matter: what changed is read from the resource itself. */
public final class EventStream implements AutoCloseable {

    private final InputStream body;
    private final Semaphore arrivals = new Semaphore(0);
    private volatile boolean open = true;

    EventStream(InputStream body) {
        this.body = body;
        Thread reader = new Thread(this::read, "events");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Waits for an event or for the end of the stream.
     *
     * @param patience how long at most
     * @return false when the stream has ended, whether in order or not
     */
    public boolean await(Duration patience) {
        try {
            if (arrivals.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                arrivals.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return open;
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    arrivals.release();
                }
            }
        } catch (IOException e) {
            // A broken stream is an ended one: whoever waits asks the portal again.
        } finally {
            open = false;
            arrivals.release();
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // The stream is over either way.
        }
    }
}
