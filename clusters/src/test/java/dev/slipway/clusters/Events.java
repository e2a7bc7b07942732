package dev.slipway.clusters;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.springframework.context.event.EventListener;

/** Remembers the news of clusters. */
class Events {

    private final List<Object> heard = new CopyOnWriteArrayList<>();

    @EventListener
    void on(ClusterUp up) {
        heard.add(up);
    }

    @EventListener
    void on(ClusterDown down) {
        heard.add(down);
    }

    @EventListener
    void on(ClusterRemoved removed) {
        heard.add(removed);
    }

    List<Object> of(String cluster) {
        return heard.stream()
                .filter(event -> event.toString().contains("name=" + cluster + ",")
                        || event.toString().contains("name=" + cluster + "]"))
                .toList();
    }

    /** Waits for a condition with a deadline. */
    static void await(String what, Duration limit, BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not within %s: %s".formatted(limit, what));
            }
            Thread.sleep(20);
        }
    }
}
