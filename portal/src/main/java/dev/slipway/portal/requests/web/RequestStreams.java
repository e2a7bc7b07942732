package dev.slipway.portal.requests.web;

import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestProgressed;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.store.RequestStore;
import dev.slipway.portal.web.EventStreams;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells the pages and programs that follow a request that there is news; what is new they read themselves. */
@Component
class RequestStreams {

    private static final Logger log = LoggerFactory.getLogger(RequestStreams.class);

    private final EventStreams streams;
    private final RequestStore store;
    private final Map<UUID, RequestStore.Standing> followed = new ConcurrentHashMap<>();

    RequestStreams(EventStreams streams, RequestStore store) {
        this.streams = streams;
        this.store = store;
    }

    /** @param reader reads the request, once to see whether the person may, and again when nothing more can be missed */
    SseEmitter open(Supplier<Request> reader) {
        SseEmitter emitter = streams.open(topic(reader.get().id()));
        Request request = reader.get();
        followed.putIfAbsent(request.id(), new RequestStore.Standing(request.state(), null));
        // Whoever comes late, or after the end, hears at once where things stand.
        tell(request.id(), request.state());
        return emitter;
    }

    @EventListener
    void on(RequestProgressed progressed) {
        tell(progressed.id(), progressed.state());
    }

    /** What another replica brought about is found in the database only. */
    @Scheduled(fixedDelayString = "PT1S")
    void tellOfOthers() {
        followed.keySet().removeIf(id -> !streams.isFollowed(topic(id)));
        if (followed.isEmpty()) {
            return;
        }
        try {
            store.standings(followed.keySet()).forEach((id, now) -> {
                RequestStore.Standing before = followed.replace(id, now);
                if (before != null && !before.equals(now)) {
                    tell(id, now.state());
                }
            });
        } catch (DataAccessException | TransactionException e) {
            log.debug("Requests can't be followed now: {}", e.getMessage());
        }
    }

    private void tell(UUID id, RequestState state) {
        streams.publish(topic(id), "message", Map.of("id", id, "state", state));
        if (!state.isOpen()) {
            streams.complete(topic(id));
        }
    }

    private static String topic(UUID id) {
        return "request:" + id;
    }
}
