package dev.slipway.cli.bench.kube;

import dev.slipway.cli.demo.observing.NotObserved;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The events of some collections, each with the moment its bytes were here. */
public final class Watch implements AutoCloseable {

    private final List<InputStream> bodies;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    Watch(List<InputStream> bodies) {
        this.bodies = List.copyOf(bodies);
        for (InputStream body : this.bodies) {
            Thread reader = new Thread(() -> read(body), "watch");
            reader.setDaemon(true);
            reader.start();
        }
    }

    private record Arrival(long nanos, String line) {}

    /**
     * An event.
     *
     * @param nanos when it was here, by {@link System#nanoTime}
     * @param type ADDED, MODIFIED or DELETED
     * @param object the object
     */
    public record Event(long nanos, String type, JsonNode object) {}

    /**
     * @param patience how long at most
     * @param wanted which event is waited for; others are passed over
     * @return the first one that is wanted
     * @throws NotObserved if it does not come in time
     */
    public Event await(Duration patience, Predicate<Event> wanted) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Arrival arrival = next(deadline - System.nanoTime());
            JsonNode parsed = KubeApi.JSON.readTree(arrival.line());
            Event event = new Event(arrival.nanos(), parsed.path("type").asString(""), parsed.path("object"));
            NotObserved.unless(!event.type().equals("ERROR"), "The watch broke: " + arrival.line());
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    private Arrival next(long nanos) {
        try {
            Arrival arrival = arrivals.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            if (arrival == null) {
                throw new NotObserved("The watch does not tell in time what is waited for");
            }
            return arrival;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObserved("Interrupted while watching");
        }
    }

    private void read(InputStream body) {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                arrivals.add(new Arrival(System.nanoTime(), line));
            }
        } catch (IOException e) {
            // Closed: whoever still waits is told by the deadline.
        }
    }

    @Override
    public void close() {
        for (InputStream body : bodies) {
            try {
                body.close();
            } catch (IOException e) {
                // It is over either way.
            }
        }
    }
}
