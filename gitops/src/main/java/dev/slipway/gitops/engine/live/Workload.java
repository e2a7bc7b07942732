package dev.slipway.gitops.engine.live;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.engine.live.Conditions.Condition;
import java.util.Map;
import java.util.Optional;

/** Something of the group apps that runs pods; tells whether as many of them work as shall. */
final class Workload {

    /** What the API server makes of a Deployment that has no deadline. */
    private static final long NO_DEADLINE = Integer.MAX_VALUE;

    private final Map<String, Object> spec;
    private final Map<String, Object> status;
    private final Conditions conditions;

    Workload(LiveObject object) {
        this.spec = object.at("spec");
        this.status = object.at("status");
        this.conditions = Conditions.of(status);
    }

    Health deployment() {
        Optional<Condition> failure = conditions
                .find("Progressing")
                .filter(progressing -> progressing.isBecauseOf("ProgressDeadlineExceeded"))
                .or(() -> conditions.ifTrue("ReplicaFailure"));
        if (failure.isPresent()) {
            return Readiness.failed(failure.get());
        }
        if (Boolean.TRUE.equals(spec.get("paused"))) {
            return unseen("observedGeneration").orElse(Health.CURRENT);
        }
        long wanted = replicas();
        return unseen("observedGeneration")
                .or(() -> fewer("replicas", wanted, "there"))
                .or(() -> fewer("updatedReplicas", wanted, "updated"))
                .or(() -> tooMany(wanted))
                .or(() -> fewer("availableReplicas", count("updatedReplicas"), "available"))
                .or(() -> fewer("readyReplicas", wanted, "ready"))
                .or(this::rollout)
                .orElse(Health.CURRENT);
    }

    /** The numbers may be right for a moment before its controller says that the newest template is what runs. */
    private Optional<Health> rollout() {
        boolean rolledOut = number(spec, "progressDeadlineSeconds", NO_DEADLINE) == NO_DEADLINE
                || conditions
                        .ifTrue("Progressing")
                        .filter(progressing -> progressing.isBecauseOf("NewReplicaSetAvailable"))
                        .isPresent();
        if (!rolledOut) {
            return Optional.of(Readiness.waiting("Its newest replicas are not available yet"));
        }
        return conditions.holds("Available")
                ? Optional.empty()
                : Optional.of(Readiness.waiting("Is not available yet"));
    }

    Health statefulSet() {
        Map<String, Object> strategy = LiveObject.map(spec.get("updateStrategy"));
        Optional<Health> unseen = unseen("observedGeneration");
        if (unseen.isPresent()) {
            return unseen.get();
        }
        if ("OnDelete".equals(strategy.get("type"))) {
            return Health.CURRENT; // Whoever deletes its pods decides when it is updated.
        }
        long wanted = replicas();
        return fewer("replicas", wanted, "there")
                .or(() -> fewer("readyReplicas", wanted, "ready"))
                .or(() -> tooMany(wanted))
                .or(() -> LiveObject.map(strategy.get("rollingUpdate")).get("partition") instanceof Number kept
                        ? fewer("updatedReplicas", wanted - kept.longValue(), "updated")
                        : fewer("currentReplicas", wanted, "updated"))
                .orElse(Health.CURRENT);
    }

    Health daemonSet() {
        long wanted = count("desiredNumberScheduled");
        boolean byHand =
                "OnDelete".equals(LiveObject.map(spec.get("updateStrategy")).get("type"));
        return unseen("observedGeneration")
                .or(() -> unseen("desiredNumberScheduled"))
                .or(() -> fewer("currentNumberScheduled", wanted, "there"))
                .or(() -> byHand ? Optional.empty() : fewer("updatedNumberScheduled", wanted, "updated"))
                .or(() -> fewer("numberAvailable", wanted, "available"))
                .or(() -> fewer("numberReady", wanted, "ready"))
                .orElse(Health.CURRENT);
    }

    Health replicaSet() {
        long wanted = replicas();
        return conditions
                .ifTrue("ReplicaFailure")
                .map(failure -> Readiness.waiting(failure.message()))
                .or(() -> fewer("fullyLabeledReplicas", wanted, "labelled"))
                .or(() -> fewer("availableReplicas", wanted, "available"))
                .or(() -> fewer("readyReplicas", wanted, "ready"))
                .or(() -> tooMany(wanted))
                .orElse(Health.CURRENT);
    }

    /** What its controller writes with the first look at it. */
    private Optional<Health> unseen(String field) {
        return status.containsKey(field)
                ? Optional.empty()
                : Optional.of(Readiness.waiting("Its controller has not seen it yet"));
    }

    private Optional<Health> fewer(String field, long wanted, String what) {
        long found = count(field);
        return found >= wanted
                ? Optional.empty()
                : Optional.of(Readiness.waiting("%d of %d replicas %s".formatted(found, wanted, what)));
    }

    private Optional<Health> tooMany(long wanted) {
        long extra = count("replicas") - wanted;
        return extra <= 0
                ? Optional.empty()
                : Optional.of(Readiness.waiting("%d replicas more than wanted".formatted(extra)));
    }

    private long replicas() {
        return number(spec, "replicas", 1);
    }

    private long count(String field) {
        return number(status, field, 0);
    }

    private static long number(Map<String, Object> fields, String field, long otherwise) {
        return fields.get(field) instanceof Number number ? number.longValue() : otherwise;
    }
}
