package dev.slipway.gitops.engine.live;

import dev.slipway.gitops.Health;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells from an object's status whether it works, by the rules of kstatus. */
public final class Readiness {

    private Readiness() {}

    public static Health of(LiveObject object) {
        if (object.isTerminating()) {
            return new Health(Health.State.TERMINATING, "Is being deleted");
        }
        Map<String, Object> status = object.at("status");
        long generation = number(object.metadata().get("generation"), 0);
        if (status.containsKey("observedGeneration") && number(status.get("observedGeneration"), 0) < generation) {
            return waiting("Its controller has not seen the newest change yet");
        }
        return switch (object.ref().kind()) {
            case "Deployment" -> deployment(object, status);
            case "StatefulSet" -> statefulSet(object, status);
            case "DaemonSet" -> replicas(status, "numberReady", number(status.get("desiredNumberScheduled"), 0));
            case "ReplicaSet" ->
                replicas(status, "readyReplicas", number(object.at("spec").get("replicas"), 1));
            case "Job" -> job(status);
            case "Pod" -> pod(status);
            case "Service" -> service(object);
            case "PersistentVolumeClaim" -> phase(status, "Bound");
            case "Namespace" -> phase(status, "Active");
            case "CustomResourceDefinition" -> condition(status, "Established", true);
            default -> byConditions(status);
        };
    }

    private static Health deployment(LiveObject object, Map<String, Object> status) {
        for (Map<String, Object> condition : conditions(status)) {
            if ("Progressing".equals(condition.get("type"))
                    && "ProgressDeadlineExceeded".equals(condition.get("reason"))) {
                return new Health(Health.State.FAILED, LiveObject.text(condition.get("message")));
            }
            if ("ReplicaFailure".equals(condition.get("type")) && "True".equals(condition.get("status"))) {
                return new Health(Health.State.FAILED, LiveObject.text(condition.get("message")));
            }
        }
        if (!status.containsKey("observedGeneration")) {
            return waiting("Its controller has not seen it yet");
        }
        long wanted = number(object.at("spec").get("replicas"), 1);
        if (number(status.get("updatedReplicas"), 0) < wanted) {
            return waiting("%d of %d replicas updated".formatted(number(status.get("updatedReplicas"), 0), wanted));
        }
        return replicas(status, "availableReplicas", wanted);
    }

    private static Health statefulSet(LiveObject object, Map<String, Object> status) {
        if (!status.containsKey("observedGeneration")) {
            return waiting("Its controller has not seen it yet");
        }
        Map<String, Object> spec = object.at("spec");
        Map<String, Object> strategy = LiveObject.map(spec.get("updateStrategy"));
        if ("OnDelete".equals(strategy.get("type"))) {
            return Health.CURRENT; // Whoever deletes its pods decides when it is updated.
        }
        long wanted = number(spec.get("replicas"), 1);
        long kept = number(LiveObject.map(strategy.get("rollingUpdate")).get("partition"), 0);
        long updated = number(status.get("updatedReplicas"), 0);
        Object update = status.get("updateRevision");
        if (update != null && !update.equals(status.get("currentRevision")) && updated < wanted - kept) {
            return waiting("%d of %d replicas updated".formatted(updated, wanted - kept));
        }
        return replicas(status, "readyReplicas", wanted);
    }

    private static Health pod(Map<String, Object> status) {
        return switch (LiveObject.text(status.get("phase"))) {
            case "Succeeded" -> Health.CURRENT;
            case "Failed" -> new Health(Health.State.FAILED, orElse(status.get("message"), "A container of it failed"));
            default -> condition(status, "Ready", true);
        };
    }

    /** Only a load balancer's is worth waiting for: others have theirs from the start, or none. */
    private static Health service(LiveObject object) {
        Map<String, Object> spec = object.at("spec");
        boolean waits = "LoadBalancer".equals(spec.get("type"))
                && LiveObject.text(spec.get("clusterIP")).isEmpty();
        return waits ? waiting("Has no cluster IP yet") : Health.CURRENT;
    }

    /** Other than by kstatus a job that runs is not ready: whoever orders it wants what it does. */
    private static Health job(Map<String, Object> status) {
        for (Map<String, Object> condition : conditions(status)) {
            if ("Suspended".equals(condition.get("type")) && "True".equals(condition.get("status"))) {
                return Health.CURRENT;
            }
            if ("Failed".equals(condition.get("type")) && "True".equals(condition.get("status"))) {
                return new Health(Health.State.FAILED, LiveObject.text(condition.get("message")));
            }
        }
        return condition(status, "Complete", true);
    }

    private static Health replicas(Map<String, Object> status, String field, long wanted) {
        long ready = number(status.get(field), 0);
        return ready >= wanted ? Health.CURRENT : waiting("%d of %d replicas ready".formatted(ready, wanted));
    }

    private static Health phase(Map<String, Object> status, String wanted) {
        String phase = LiveObject.text(status.get("phase"));
        return phase.equals(wanted) ? Health.CURRENT : waiting("Is %s, not %s yet".formatted(orNew(phase), wanted));
    }

    private static String orNew(String phase) {
        return orElse(phase, "new");
    }

    private static String orElse(@Nullable Object text, String otherwise) {
        String given = LiveObject.text(text);
        return given.isEmpty() ? otherwise : given;
    }

    /** A kind with no rule of its own is ready, unless it says by convention that it isn't. */
    private static Health byConditions(Map<String, Object> status) {
        for (Map<String, Object> condition : conditions(status)) {
            if ("Stalled".equals(condition.get("type")) && "True".equals(condition.get("status"))) {
                return new Health(Health.State.FAILED, LiveObject.text(condition.get("message")));
            }
            if ("Reconciling".equals(condition.get("type")) && "True".equals(condition.get("status"))) {
                return waiting(LiveObject.text(condition.get("message")));
            }
        }
        boolean hasReady = conditions(status).stream().anyMatch(each -> "Ready".equals(each.get("type")));
        return hasReady ? condition(status, "Ready", true) : Health.CURRENT;
    }

    private static Health condition(Map<String, Object> status, String type, boolean wanted) {
        for (Map<String, Object> condition : conditions(status)) {
            if (type.equals(condition.get("type"))) {
                boolean holds = "True".equals(condition.get("status"));
                return holds == wanted ? Health.CURRENT : waiting(LiveObject.text(condition.get("message")));
            }
        }
        return waiting("Waits for the condition " + type);
    }

    private static List<Map<String, Object>> conditions(Map<String, Object> status) {
        return status.get("conditions") instanceof List<?> list
                ? list.stream().map(LiveObject::map).toList()
                : List.of();
    }

    private static Health waiting(String message) {
        return new Health(Health.State.IN_PROGRESS, message);
    }

    private static long number(@Nullable Object value, long otherwise) {
        return value instanceof Number number ? number.longValue() : otherwise;
    }
}
