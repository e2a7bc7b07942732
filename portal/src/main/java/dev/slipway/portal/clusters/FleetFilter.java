package dev.slipway.portal.clusters;

import dev.slipway.portal.visibility.Choices;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which clusters somebody asks for; {@code null} means all.
 *
 * @param find part of a name, or of a label as {@code key=value}
 * @param state READY, STARTING, WAITING or DOWN
 */
record FleetFilter(@Nullable String find, @Nullable String state) {

    FleetFilter {
        find = Choices.given(find);
        state = Choices.given(state);
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
