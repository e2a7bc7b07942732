package dev.slipway.cli.orders;

import dev.slipway.cli.portal.EventStream;
import dev.slipway.cli.portal.Location;
import dev.slipway.cli.portal.Portal;
import dev.slipway.cli.portal.Refused;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Waits for a request to come to its end, showing each step of its timeline as it is reached. */
final class Waiting {

    private static final Set<String> ENDED = Set.of("READY", "DELETED", "FAILED", "REJECTED");
    private static final Set<String> STEP_ENDED = Set.of("DONE", "FAILED");
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long to wait at most, 300 seconds unless told.")
    private long timeoutSeconds;

    /** @return the request in its final state */
    JsonNode until(Session session, Portal portal, String id) {
        Instant deadline = Instant.now().plusSeconds(timeoutSeconds);
        Location events = Location.api("requests", id, "events");
        int shown = 0;
        while (true) {
            try (EventStream stream = portal.events(events)) {
                boolean open = true;
                while (open) {
                    JsonNode request = portal.get(Location.api("requests", id));
                    shown = showTimeline(session, request, shown);
                    if (ENDED.contains(request.path("state").asString(""))) {
                        return request;
                    }
                    open = stream.await(patience(deadline, id));
                }
            }
            patience(deadline, id);
        }
    }

    private Duration patience(Instant deadline, String id) {
        Duration left = Duration.between(Instant.now(), deadline);
        if (left.isNegative() || left.isZero()) {
            throw new Refused(
                    504,
                    "Request " + id + " is not done after " + timeoutSeconds
                            + " s and goes on; look at it with `slipway request watch " + id + "`");
        }
        return left.compareTo(LONGEST_SILENCE) < 0 ? left : LONGEST_SILENCE;
    }

    /** @return how many steps are shown by now: each once, when it has ended */
    private static int showTimeline(Session session, JsonNode request, int shown) {
        JsonNode timeline = request.path("timeline");
        int next = shown;
        while (STEP_ENDED.contains(timeline.path(next).path("state").asString(""))) {
            session.err().println(line(timeline.path(next)));
            next++;
        }
        return next;
    }

    private static String line(JsonNode step) {
        String name = Column.of("", "/step").text(step);
        String state = Column.of("", "/state").text(step);
        String millis = Column.of("", "/millis").text(step);
        String detail = Column.of("", "/detail").text(step);
        return "%-8s %8s  %-24s %s"
                .formatted(state, millis.isEmpty() ? "" : millis + " ms", name, detail)
                .stripTrailing();
    }
}
