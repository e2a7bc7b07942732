package dev.slipway.gitops.fleet;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selects by labels as Kubernetes does: all requirements must hold, and none selects everything.
 *
 * @param requirements what labels must be like
 */
public record LabelSelector(List<Requirement> requirements) {

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /** Whether all requirements hold for these labels. */
    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }

    /** As {@code kubectl --selector} writes it; empty where everything is selected. */
    @Override
    public String toString() {
        return String.join(",", requirements.stream().map(Requirement::toString).toList());
    }

    /**
     * What one label must be like.
     *
     * @param key the label's key
     * @param operator how it is compared
     * @param values what it is compared with; empty for {@link Operator#EXISTS} and {@link Operator#DOES_NOT_EXIST}
     */
    public record Requirement(String key, Operator operator, Set<String> values) {

        public Requirement {
            values = Set.copyOf(values);
        }

        boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }

        @Override
        public String toString() {
            String sorted = String.join(",", values.stream().sorted().toList());
            return switch (operator) {
                case IN -> values.size() == 1 ? key + "=" + sorted : "%s in (%s)".formatted(key, sorted);
                case NOT_IN -> values.size() == 1 ? key + "!=" + sorted : "%s notin (%s)".formatted(key, sorted);
                case EXISTS -> key;
                case DOES_NOT_EXIST -> "!" + key;
            };
        }
    }

    /** How a label is compared; an absent label is in nothing and not in anything. */
    public enum Operator {
        IN("In"),
        NOT_IN("NotIn"),
        EXISTS("Exists"),
        DOES_NOT_EXIST("DoesNotExist");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        /** As files write it. */
        public String text() {
            return text;
        }
    }
}
