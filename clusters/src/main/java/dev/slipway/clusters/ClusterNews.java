package dev.slipway.clusters;

import dev.slipway.clusters.spi.ClusterListener;
import org.springframework.context.ApplicationEventPublisher;

/** Makes news application events. */
record ClusterNews(ApplicationEventPublisher events) implements ClusterListener {

    @Override
    public void up(String cluster) {
        events.publishEvent(new ClusterUp(cluster));
    }

    @Override
    public void down(String cluster, String reason) {
        events.publishEvent(new ClusterDown(cluster, reason));
    }
}
