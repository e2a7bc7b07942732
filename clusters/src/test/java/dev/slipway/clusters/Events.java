package dev.slipway.clusters;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
}
