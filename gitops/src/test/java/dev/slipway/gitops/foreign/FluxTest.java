package dev.slipway.gitops.foreign;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.LiveObject;
import java.util.List;
import java.util.Map;

/** Flux' definitions are real, and its statuses are written as kustomize-controller writes them. */
class FluxTest extends ForeignEngineContract {

    FluxTest() {
        super("flux", "flux-system", new Flux());
    }

    @Override
    ObjectRef order(InstanceKey key) {
        return new ObjectRef(
                "kustomize.toolkit.fluxcd.io/v1", "Kustomization", "flux-system", key.tenant() + "." + key.name());
    }

    @Override
    List<String> definitions() {
        return List.of("kustomizations", "gitrepositories");
    }

    @Override
    void says(ObjectRef order, String commit) {
        String revision = "main@sha1:" + commit;
        write(
                order,
                Map.of("lastAppliedRevision", revision, "lastAttemptedRevision", revision),
                "True",
                "ReconciliationSucceeded",
                "Applied revision: " + revision);
    }

    @Override
    void fails(ObjectRef order, String commit, String message) {
        write(
                order,
                Map.of("lastAttemptedRevision", "main@sha1:" + commit),
                "False",
                "ReconciliationFailed",
                "ConfigMap/settings dry-run failed: " + message);
    }

    private void write(ObjectRef order, Map<String, Object> revisions, String ready, String reason, String message) {
        Map<String, Object> status = new java.util.HashMap<>(revisions);
        status.put("observedGeneration", orders.await(order).metadata().get("generation"));
        status.put(
                "conditions",
                List.of(Map.of(
                        "type", "Ready",
                        "status", ready,
                        "reason", reason,
                        "message", message,
                        "lastTransitionTime", "2026-11-01T10:00:00Z")));
        orders.status(order, "/status", "kustomize-controller", status);
    }

    @Override
    String directory(LiveObject order) {
        return String.valueOf(order.at("spec").get("path")).substring(2);
    }
}
