package dev.slipway.gitops.chaos.injection;

import dev.slipway.gitops.Labels;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.chaos.Change;
import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.engine.live.Completion;
import dev.slipway.gitops.engine.live.LiveObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chooses what to change of an object so that nobody who uses it feels it for the moment that it lasts. */
final class Tamperings {

    /** Fields of a spec that restart nothing, open nothing and reroute nothing. */
    private static final Set<String> HARMLESS = Set.of(
            "minReadySeconds",
            "revisionHistoryLimit",
            "progressDeadlineSeconds",
            "successfulJobsHistoryLimit",
            "failedJobsHistoryLimit");

    private static final Set<String> WITH_MIN_READY = Set.of("Deployment", "StatefulSet", "DaemonSet");
    private static final List<String> MIN_READY = List.of("spec", "minReadySeconds");
    private static final List<String> REPLICAS = List.of("spec", "replicas");
    private static final List<String> MARK = List.of("metadata", "labels", Labels.MANAGED);
    private static final List<String> NOTE = List.of("metadata", "annotations", "slipway.dev/chaos");

    private Tamperings() {}

    /** What could be done, the best first; the API server may refuse some of it. Empty where nothing can. */
    static List<Tampering> of(Change change, LiveObject object) {
        return switch (change) {
            case EDIT_FIELD -> fields(change, object, false);
            case REMOVE_FIELD -> fields(change, object, true);
            case ADD_FIELD -> additions(object);
            case REMOVE_LABEL -> mark(object);
            case SCALE -> scale(object);
            // A job that is done and gone is not missed by anybody.
            case DELETE -> Completion.isReached(object) ? List.of() : List.of(Tampering.ofWhole(change, object));
            case CLEAR_MANAGED_FIELDS -> List.of(Tampering.ofWhole(change, object));
            case ADD_OBJECT -> List.of();
        };
    }

    /** An object that nobody declared. */
    static Tampering addition(ObjectRef ref) {
        return new Tampering(Change.ADD_OBJECT, ref, List.of(), null, null, Map.of());
    }

    private static List<Tampering> fields(Change change, LiveObject object, boolean remove) {
        return OwnedFields.of(object).stream()
                .filter(path -> rank(path) > 0)
                .sorted(Comparator.comparingInt(Tamperings::rank))
                .limit(5)
                .map(path -> Tampering.ofField(change, object, path, remove ? null : other(path, object)))
                .toList();
    }

    /** Which fields are better to change than others; 0 for those that are left alone. */
    private static int rank(List<String> path) {
        String root = path.get(0);
        String leaf = path.get(path.size() - 1);
        if (path.size() == 2) {
            return root.equals("data") ? 1 : root.equals("spec") && HARMLESS.contains(leaf) ? 2 : 0;
        }
        if (path.size() != 3 || !root.equals("metadata")) {
            return 0;
        }
        return switch (path.get(1)) {
            case "annotations" -> leaf.startsWith("slipway.dev/") ? 0 : 3;
            case "labels" -> leaf.equals(Labels.INSTANCE) ? 5 : leaf.startsWith("slipway.dev/") ? 0 : 4;
            default -> 0;
        };
    }

    private static Object other(List<String> path, LiveObject object) {
        Object value = OwnedFields.at(path, object.content());
        if (value instanceof Number number) {
            return number.longValue() + 1;
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        boolean isEncoded = object.ref().kind().equals("Secret") && path.get(0).equals("data");
        return isEncoded ? Base64.getEncoder().encodeToString(Chaos.USER.getBytes(StandardCharsets.UTF_8)) : Chaos.USER;
    }

    private static List<Tampering> additions(LiveObject object) {
        List<Tampering> additions = new ArrayList<>();
        String kind = object.ref().kind();
        if (kind.equals("ConfigMap")) {
            additions.add(Tampering.ofField(Change.ADD_FIELD, object, List.of("data", Chaos.USER), "1"));
        }
        if (WITH_MIN_READY.contains(kind)) {
            additions.add(Tampering.ofField(Change.ADD_FIELD, object, MIN_READY, 1));
        }
        additions.add(Tampering.ofField(Change.ADD_FIELD, object, NOTE, "1"));
        additions.removeIf(each -> each.before() != null);
        return additions;
    }

    private static List<Tampering> mark(LiveObject object) {
        Tampering removal = Tampering.ofField(Change.REMOVE_LABEL, object, MARK, null);
        return removal.before() == null ? List.of() : List.of(removal);
    }

    /** One more and never one less: what serves people goes on serving them. */
    private static List<Tampering> scale(LiveObject object) {
        boolean isDeclared = OwnedFields.of(object).contains(REPLICAS);
        return isDeclared && OwnedFields.at(REPLICAS, object.content()) instanceof Number replicas
                ? List.of(Tampering.ofField(Change.SCALE, object, REPLICAS, replicas.longValue() + 1))
                : List.of();
    }
}
