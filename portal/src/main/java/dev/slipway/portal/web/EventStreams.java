package dev.slipway.portal.web;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events by topic, e.g. {@code request:4711}. Nothing is kept: a client that comes back reads the state
 * first and then follows.
 */
@Component
public class EventStreams implements DisposableBean {

    /** The most streams at one time; more are refused, so that nobody can use up the server with them. */
    private static final int MOST_STREAMS = 2_000;

    private final Map<String, Set<EventStream>> byTopic = new ConcurrentHashMap<>();

    /**
     * Opens a stream for the client that asks. Subscribe before reading the state, or an event in between is missed.
     *
     * @throws UnavailableException if there are too many
     */
    public SseEmitter open(String topic) {
        if (byTopic.values().stream().mapToInt(Set::size).sum() >= MOST_STREAMS) {
            throw new UnavailableException(
                    "Too many pages follow events right now.",
                    Duration.ofSeconds(10),
                    new IllegalStateException(MOST_STREAMS + " event streams are open"));
        }
        var stream = follow(topic);
        stream.onClosed(() -> forget(topic, stream));
        return stream.emitter();
    }

    /** Sends an event to everybody who follows the topic; returns at once, however slow they are. */
    public void publish(String topic, String event, Object data) {
        byTopic.getOrDefault(topic, Set.of()).forEach(stream -> stream.send(event, data));
    }

    /** Ends all streams of a topic, after what was published before: nothing will ever happen to it again. */
    public void complete(String topic) {
        byTopic.getOrDefault(topic, Set.of()).forEach(EventStream::complete);
    }

    /** Whether anybody follows a topic. */
    public boolean isFollowed(String topic) {
        return byTopic.containsKey(topic);
    }

    int followers(String topic) {
        return byTopic.getOrDefault(topic, Set.of()).size();
    }

    /** Keeps proxies from cutting silent streams, and finds out who has gone. */
    @Scheduled(fixedRateString = "PT15S")
    void heartbeat() {
        byTopic.values().forEach(streams -> streams.forEach(EventStream::heartbeat));
    }

    /** Within the map's own lock, or a set could be forgotten as empty between being found and being added to. */
    EventStream follow(String topic) {
        var stream = new EventStream();
        byTopic.compute(topic, (any, known) -> {
            Set<EventStream> streams = known == null ? ConcurrentHashMap.newKeySet() : known;
            streams.add(stream);
            return streams;
        });
        return stream;
    }

    void forget(String topic, EventStream stream) {
        byTopic.computeIfPresent(topic, (any, streams) -> {
            streams.remove(stream);
            return streams.isEmpty() ? null : streams;
        });
    }

    @Override
    public void destroy() {
        byTopic.values().forEach(streams -> streams.forEach(EventStream::complete));
    }
}
