package dev.slipway.gitops.chaos;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be done to an object on purpose. */
public enum Change {
    /** Gives a declared field another value. */
    EDIT_FIELD("edit-field"),
    /** Takes a declared field away. */
    REMOVE_FIELD("remove-field"),
    /** Adds a field that nobody declared. */
    ADD_FIELD("add-field"),
    /** Takes the label away that marks an object as managed, and so hides it from watches that select by it. */
    REMOVE_LABEL("remove-label"),
    /** Empties {@code metadata.managedFields}, by which the engine knows what is its own. */
    CLEAR_MANAGED_FIELDS("clear-managed-fields"),
    /** Asks for one more replica through the subresource {@code scale}. */
    SCALE("scale"),
    /** Deletes the object. */
    DELETE("delete"),
    /** Puts an object into a sealed namespace that nobody declared. */
    ADD_OBJECT("add-object");

    private static final Set<String> SCALABLE = Set.of("Deployment", "StatefulSet", "ReplicaSet");

    private final String text;

    Change(String text) {
        this.text = text;
    }

    /** As files and the API write it. */
    public String text() {
        return text;
    }

    /** Whether a kind knows this change; what holds data is never deleted, whatever a program names. */
    public boolean appliesTo(String kind) {
        return switch (this) {
            case SCALE -> SCALABLE.contains(kind);
            case ADD_OBJECT -> kind.equals("ConfigMap");
            case DELETE -> !Care.HOLD_DATA.contains(kind);
            default -> true;
        };
    }

    /** The change that a file or the API calls so. */
    public static Optional<Change> of(String text) {
        return Arrays.stream(values())
                .filter(change -> change.text.equals(text))
                .findFirst();
    }

    /** All changes as files write them, for messages. */
    public static String all() {
        return Arrays.stream(values()).map(Change::text).collect(Collectors.joining(", "));
    }
}
