package dev.slipway.gitops.engine.live;

import java.util.Arrays;
import java.util.List;

/**
 * What a controller may write to objects that the platform keeps. Anybody can choose a field manager's name, so that a
 * name alone allows little.
 *
 * @param manager the field manager's name
 * @param prefixes what the paths begin with that it may write; empty for all
 */
public record Allowance(String manager, List<String> prefixes) {

    public Allowance {
        prefixes = List.copyOf(prefixes);
    }

    /**
     * Reads a setting.
     *
     * @param text {@code manager} or {@code manager=path path…}, such as {@code hpa=spec.replicas}
     */
    public static Allowance of(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new Allowance(text.strip(), List.of())
                : new Allowance(
                        text.substring(0, equals).strip(),
                        Arrays.asList(text.substring(equals + 1).strip().split("\\s+")));
    }

    /** Whether all that an entry names may be written by its manager. */
    boolean covers(FieldManager entry) {
        return manager.equals(entry.name())
                && (prefixes.isEmpty()
                        || FieldWalk.paths(entry.fields()).stream()
                                .allMatch(path -> prefixes.stream().anyMatch(path::startsWith)));
    }
}
