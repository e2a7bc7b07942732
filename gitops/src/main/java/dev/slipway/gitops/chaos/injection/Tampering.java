package dev.slipway.gitops.chaos.injection;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.chaos.Change;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.FieldWalk;
import dev.slipway.gitops.engine.live.LiveObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One change of one object: what it was, what it is made, and how to tell that it is back.
 *
 * @param change what is done
 * @param ref to which object
 * @param path to which field, by steps; empty for a whole object
 * @param before the field's value, {@code null} where it is none
 * @param after the value that it is given, {@code null} where it is taken away
 * @param was the whole object before the change; empty where the change adds it
 */
record Tampering(
        Change change,
        ObjectRef ref,
        List<String> path,
        @Nullable Object before,
        @Nullable Object after,
        Map<String, Object> was) {

    static Tampering ofField(Change change, LiveObject object, List<String> path, @Nullable Object after) {
        Object before = OwnedFields.at(path, object.content());
        return new Tampering(change, object.ref(), path, before, after, object.content());
    }

    static Tampering ofWhole(Change change, LiveObject object) {
        return new Tampering(change, object.ref(), List.of(), null, null, object.content());
    }

    /** The field as people write it, {@code null} for a whole object. */
    @Nullable
    String field() {
        return path.isEmpty() ? null : String.join(".", path);
    }

    /** A merge patch that gives the field a value. */
    Map<String, Object> patch(@Nullable Object value) {
        Object nested = value;
        for (int step = path.size() - 1; step >= 0; step--) {
            Map<String, Object> parent = new LinkedHashMap<>();
            parent.put(path.get(step), nested);
            nested = parent;
        }
        return LiveObject.map(nested);
    }

    /** Whether the cluster has the object as it was: the declared values, and what this change was about. */
    boolean isBack(@Nullable LiveObject now) {
        if (change == Change.ADD_OBJECT) {
            return now == null;
        }
        if (now == null || now.isTerminating() || !hasDeclaredValues(now)) {
            return false;
        }
        return switch (change) {
            case DELETE -> !now.uid().equals(new LiveObject(was).uid());
            case CLEAR_MANAGED_FIELDS -> ownPaths(now).containsAll(ownPaths(new LiveObject(was)));
            default -> FieldWalk.same(OwnedFields.at(path, now.content()), before);
        };
    }

    /** Whether the cluster still has what this change made of the object, so that undoing it harms nobody. */
    boolean isStillThere(@Nullable LiveObject now) {
        return switch (change) {
            case ADD_OBJECT -> now != null;
            case DELETE -> now == null;
            case CLEAR_MANAGED_FIELDS -> now != null && now.own() == null;
            default -> now != null && FieldWalk.same(OwnedFields.at(path, now.content()), after);
        };
    }

    private boolean hasDeclaredValues(LiveObject now) {
        LiveObject then = new LiveObject(was);
        FieldManager own = then.own();
        if (own == null) {
            return true;
        }
        Map<String, @Nullable Object> wanted = FieldWalk.values(own.fields(), then.content());
        Map<String, @Nullable Object> found = FieldWalk.values(own.fields(), now.content());
        return wanted.entrySet().stream().allMatch(each -> FieldWalk.same(each.getValue(), found.get(each.getKey())));
    }

    private static Set<String> ownPaths(LiveObject object) {
        FieldManager own = object.own();
        return own == null
                ? Set.of()
                : FieldWalk.values(own.fields(), object.content()).keySet();
    }
}
