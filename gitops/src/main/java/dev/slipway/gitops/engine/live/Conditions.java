package dev.slipway.gitops.engine.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an object says of itself, by the conventions for {@code status.conditions}. */
record Conditions(List<Map<String, Object>> all) {

    static Conditions of(Map<String, Object> status) {
        return new Conditions(
                status.get("conditions") instanceof List<?> list
                        ? list.stream().map(LiveObject::map).toList()
                        : List.of());
    }

    Optional<Condition> find(String type) {
        return all.stream()
                .filter(each -> type.equals(each.get("type")))
                .findFirst()
                .map(Condition::new);
    }

    /** That condition where it is true. */
    Optional<Condition> ifTrue(String type) {
        return find(type).filter(Condition::isTrue);
    }

    /** That condition where it is false, and not where nobody knows. */
    Optional<Condition> ifFalse(String type) {
        return find(type).filter(Condition::isFalse);
    }

    boolean holds(String type) {
        return ifTrue(type).isPresent();
    }

    record Condition(Map<String, Object> content) {

        boolean isTrue() {
            return "True".equals(content.get("status"));
        }

        boolean isFalse() {
            return "False".equals(content.get("status"));
        }

        boolean isBecauseOf(String reason) {
            return reason.equals(content.get("reason"));
        }

        /** Its message, else its reason. */
        String message() {
            String message = LiveObject.text(content.get("message"));
            return message.isEmpty() ? LiveObject.text(content.get("reason")) : message;
        }
    }
}
