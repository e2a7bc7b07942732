package dev.slipway.portal.instances;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceProgressed;
import dev.slipway.gitops.InstanceReady;
import dev.slipway.gitops.InstanceRefused;
import dev.slipway.gitops.InstanceRemoved;
import dev.slipway.portal.drift.DriftFigures;
import dev.slipway.portal.web.EventStreams;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells the pages that show an instance that there is news; what is new they read themselves. */
@Component
class InstanceStreams {

    private static final Logger log = LoggerFactory.getLogger(InstanceStreams.class);

    private static final long UNKNOWN = -1;

    private final EventStreams streams;
    private final DriftFigures drift;
    private final Set<InstanceKey> followed = ConcurrentHashMap.newKeySet();
    private volatile long lastDrift = UNKNOWN;

    InstanceStreams(EventStreams streams, DriftFigures drift) {
        this.streams = streams;
        this.drift = drift;
    }

    SseEmitter open(InstanceKey key) {
        SseEmitter emitter = streams.open(topic(key));
        followed.add(key);
        publish(key); // what happened between the page and its stream
        return emitter;
    }

    @EventListener
    void on(InstanceProgressed progressed) {
        publish(progressed.instance());
    }

    @EventListener
    void on(InstanceReady ready) {
        publish(ready.instance());
    }

    @EventListener
    void on(InstanceRefused refused) {
        publish(refused.instance());
    }

    @EventListener
    void on(InstanceRemoved removed) {
        publish(removed.instance());
    }

    /** Follows the ledger and not the event: a page reads the ledger, which is written a moment after the event. */
    @Scheduled(fixedDelayString = "PT0.5S")
    void tellOfDrift() {
        followed.removeIf(key -> !streams.isFollowed(topic(key)));
        if (followed.isEmpty()) {
            lastDrift = UNKNOWN;
            return;
        }
        try {
            if (lastDrift == UNKNOWN) {
                lastDrift = drift.last();
                followed.forEach(this::publish); // whatever came before that
                return;
            }
            DriftFigures.News news = drift.since(lastDrift);
            lastDrift = news.last();
            news.instances().stream().filter(followed::contains).forEach(this::publish);
        } catch (DataAccessException | TransactionException e) {
            log.debug("The ledger can't be followed now: {}", e.getMessage());
        }
    }

    private void publish(InstanceKey key) {
        streams.publish(topic(key), "message", Map.of("instance", key.toString()));
    }

    private static String topic(InstanceKey key) {
        return "instance:" + key;
    }
}
