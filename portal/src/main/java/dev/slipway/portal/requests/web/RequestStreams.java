package dev.slipway.portal.requests.web;

import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestProgressed;
import dev.slipway.portal.web.EventStreams;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells the pages and programs that follow a request that there is news; what is new they read themselves. */
@Component
class RequestStreams {

    private final EventStreams streams;

    RequestStreams(EventStreams streams) {
        this.streams = streams;
    }

    /** @param reader reads the request, once to see whether the person may, and again when nothing more can be missed */
    SseEmitter open(Supplier<Request> reader) {
        SseEmitter emitter = streams.open(topic(reader.get().id()));
        Request request = reader.get();
        // Whoever comes late, or after the end, hears at once where things stand.
        streams.publish(topic(request.id()), "message", Map.of("id", request.id(), "state", request.state()));
        if (!request.state().isOpen()) {
            streams.complete(topic(request.id()));
        }
        return emitter;
    }

    @EventListener
    void on(RequestProgressed progressed) {
        String topic = topic(progressed.id());
        streams.publish(topic, "message", Map.of("id", progressed.id(), "state", progressed.state()));
        if (!progressed.state().isOpen()) {
            streams.complete(topic);
        }
    }

    private static String topic(UUID id) {
        return "request:" + id;
    }
}
