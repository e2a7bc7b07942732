package dev.slipway.gitops.engine.live;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.engine.live.Conditions.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells from an object's status whether it works, by the rules of kstatus.
 *
 * <p>It differs from them where whoever ordered the object would be misled: a job that runs is not ready, a pod that ended with an error
 * failed, and what somebody has paused is not waited for.
 */
public final class Readiness {

    /** How long a pod may be without a node before that counts as failed. */
    private static final Duration TO_BE_SCHEDULED = Duration.ofSeconds(15);

    private Readiness() {}

    public static Health of(LiveObject object) {
        return object.isTerminating() ? new Health(Health.State.TERMINATING, "Is being deleted") : ofEnd(object);
    }

    /** How an object was doing that is being deleted, or was. */
    public static Health ofEnd(LiveObject object) {
        Map<String, Object> status = object.at("status");
        if (isBehind(object, status)) {
            return waiting("Its controller has not seen the newest change yet");
        }
        Conditions conditions = Conditions.of(status);
        return byConvention(conditions).orElseGet(() -> byKind(object, status, conditions));
    }

    private static boolean isBehind(LiveObject object, Map<String, Object> status) {
        return object.metadata().get("generation") instanceof Number generation
                && status.get("observedGeneration") instanceof Number observed
                && generation.longValue() != observed.longValue();
    }

    private static Optional<Health> byConvention(Conditions conditions) {
        Optional<Health> stalled = conditions.ifTrue("Stalled").map(Readiness::failed);
        return stalled.or(
                () -> conditions.ifTrue("Reconciling").map(Condition::message).map(Readiness::waiting));
    }

    /** Kinds of the same name in other groups, such as a Service of Knative, have nothing to do with these. */
    private static Health byKind(LiveObject object, Map<String, Object> status, Conditions conditions) {
        ObjectClient.Kind kind = ObjectClient.Kind.of(object.ref());
        return switch (kind.group().isEmpty() ? kind.kind() : kind.group() + "/" + kind.kind()) {
            case "apps/Deployment" -> new Workload(object).deployment();
            case "apps/StatefulSet" -> new Workload(object).statefulSet();
            case "apps/DaemonSet" -> new Workload(object).daemonSet();
            case "apps/ReplicaSet" -> new Workload(object).replicaSet();
            case "batch/Job" -> job(conditions);
            case "Pod" -> pod(object, status, conditions);
            case "Service" -> service(object);
            case "PersistentVolumeClaim" -> phase(status, "Bound");
            case "Namespace" -> phase(status, "Active");
            case "apiextensions.k8s.io/CustomResourceDefinition" -> definition(conditions);
            default ->
                conditions
                        .find("Ready")
                        .map(ready -> ready.isTrue() ? Health.CURRENT : waiting(ready.message()))
                        .orElse(Health.CURRENT);
        };
    }

    private static Health pod(LiveObject pod, Map<String, Object> status, Conditions conditions) {
        return switch (LiveObject.text(status.get("phase"))) {
            case "Succeeded" -> Health.CURRENT;
            case "Failed" ->
                new Health(
                        Health.State.FAILED,
                        orElse(LiveObject.text(status.get("message")), "A container of it failed"));
            case "Running" -> conditions.holds("Ready") ? Health.CURRENT : running(status, conditions);
            default ->
                conditions
                        .ifFalse("PodScheduled")
                        .filter(scheduled -> scheduled.isBecauseOf("Unschedulable"))
                        .map(nowhere -> unscheduled(pod, nowhere))
                        .orElseGet(() -> waiting("Waits for the condition Ready"));
        };
    }

    private static Health running(Map<String, Object> status, Conditions conditions) {
        List<String> crashing = crashing(status);
        if (!crashing.isEmpty()) {
            return new Health(Health.State.FAILED, "Crashes again and again: " + String.join(", ", crashing));
        }
        return waiting(conditions.find("Ready").map(Condition::message).orElse("Waits for the condition Ready"));
    }

    private static List<String> crashing(Map<String, Object> status) {
        if (!(status.get("containerStatuses") instanceof List<?> containers)) {
            return List.of();
        }
        return containers.stream()
                .map(LiveObject::map)
                .filter(container -> "CrashLoopBackOff"
                        .equals(LiveObject.map(
                                        LiveObject.map(container.get("state")).get("waiting"))
                                .get("reason")))
                .map(container -> LiveObject.text(container.get("name")))
                .toList();
    }

    private static Health unscheduled(LiveObject pod, Condition nowhere) {
        boolean stillTime = pod.created().plus(TO_BE_SCHEDULED).isAfter(Instant.now());
        return stillTime ? waiting(nowhere.message()) : failed(nowhere);
    }

    /** Only a load balancer's is worth waiting for: others have theirs from the start, or none. */
    private static Health service(LiveObject object) {
        Map<String, Object> spec = object.at("spec");
        boolean waits = "LoadBalancer".equals(spec.get("type"))
                && LiveObject.text(spec.get("clusterIP")).isEmpty();
        return waits ? waiting("Has no cluster IP yet") : Health.CURRENT;
    }

    private static Health job(Conditions conditions) {
        if (conditions.holds("Complete") || conditions.holds("Suspended")) {
            return Health.CURRENT;
        }
        return conditions.ifTrue("Failed").map(Readiness::failed).orElseGet(() -> waiting("Has not completed yet"));
    }

    private static Health definition(Conditions conditions) {
        if (conditions.holds("Established")) {
            return Health.CURRENT;
        }
        return conditions
                .ifFalse("NamesAccepted")
                .or(() -> conditions.ifFalse("Established").filter(not -> !not.isBecauseOf("Installing")))
                .map(Readiness::failed)
                .orElseGet(() -> waiting("Waits for the condition Established"));
    }

    private static Health phase(Map<String, Object> status, String wanted) {
        String phase = LiveObject.text(status.get("phase"));
        return phase.equals(wanted)
                ? Health.CURRENT
                : waiting("Is %s, not %s yet".formatted(orElse(phase, "new"), wanted));
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    static Health waiting(String message) {
        return new Health(Health.State.IN_PROGRESS, message);
    }

    static Health failed(Condition condition) {
        return new Health(Health.State.FAILED, condition.message());
    }
}
