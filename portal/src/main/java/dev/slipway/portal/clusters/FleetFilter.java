package dev.slipway.portal.clusters;

import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.InvalidInputException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which clusters somebody asks for; {@code null} means all.
 *
 * @param find part of a name, or of a label as {@code key=value}
 * @param state READY, STARTING, WAITING or DOWN
 */
record FleetFilter(@Nullable String find, @Nullable String state) {

    static final List<String> STATES = List.of("READY", "STARTING", "WAITING", "DOWN");

    FleetFilter {
        find = Choices.given(find);
        state = Choices.given(state);
        if (state != null && !STATES.contains(state)) {
            throw new InvalidInputException(
                    "/state",
                    "state is '%s', expected one of %s.".formatted(Choices.shown(state), String.join(", ", STATES)));
        }
    }

    boolean admits(RegisteredView cluster) {
        return (state == null || cluster.state().equals(state)) && (find == null || isFound(cluster, find));
    }

    private static boolean isFound(RegisteredView cluster, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return cluster.name().contains(wanted)
                || cluster.labels().entrySet().stream()
                        .anyMatch(label -> (label.getKey() + "=" + label.getValue())
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted));
    }
}
