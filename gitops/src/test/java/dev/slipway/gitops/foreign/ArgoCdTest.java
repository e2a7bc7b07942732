package dev.slipway.gitops.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.LiveObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Argo CD's definition is real, and its statuses are written as its application controller writes them. */
class ArgoCdTest extends ForeignEngineContract {

    ArgoCdTest() {
        super("argocd", "argocd", new ArgoCd());
    }

    @Override
    ObjectRef order(InstanceKey key) {
        return new ObjectRef("argoproj.io/v1alpha1", "Application", "argocd", key.tenant() + "." + key.name());
    }

    @Override
    List<String> definitions() {
        return List.of("applications");
    }

    @Override
    void says(ObjectRef order, String commit) {
        write(
                order,
                "Synced",
                commit,
                Map.of("phase", "Succeeded", "message", "successfully synced (all tasks run)"),
                commit);
    }

    @Override
    void fails(ObjectRef order, String commit, String message) {
        write(
                order,
                "OutOfSync",
                commit,
                Map.of("phase", "Failed", "message", "one or more objects failed to apply, reason: " + message),
                commit);
    }

    private void write(ObjectRef order, String sync, String compared, Map<String, Object> operation, String revision) {
        LiveObject live = orders.await(order);
        Map<String, Object> spec = live.at("spec");
        Map<String, Object> source = LiveObject.map(spec.get("source"));
        Map<String, Object> state = new java.util.HashMap<>(operation);
        state.put("operation", Map.of("sync", Map.of("revision", revision)));
        state.put("startedAt", "2026-11-01T10:00:00Z");
        state.put("syncResult", Map.of("revision", revision, "source", source));
        orders.status(
                order,
                "",
                "argocd-application-controller",
                Map.of(
                        "sync",
                        Map.of(
                                "status",
                                sync,
                                "revision",
                                compared,
                                "comparedTo",
                                Map.of("source", source, "destination", LiveObject.map(spec.get("destination")))),
                        "health",
                        Map.of("status", "Healthy"),
                        "operationState",
                        state));
    }

    @Override
    String directory(LiveObject order) {
        return String.valueOf(LiveObject.map(order.at("spec").get("source")).get("path"));
    }

    @Test
    @Order(8)
    void keepsItsOrdersWhileAFileOfTheirsCantBeOrdered() {
        install();
        InstanceKey key = ready("doubt", "web", "blue");
        InstanceKey other = ready("doubtless", "web", "blue");
        String both =
                settings("blue") + "\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: argocd-doubt-more}}";
        laboratory.declare(key.tenant(), key.name(), Map.of("settings.yaml", both));
        report(found -> found.message().contains("files of their own"));

        // What is taken away later than the order would have been goes, which that order must outlive.
        laboratory.remove(other);
        laboratory.awaitRemoved(other);
        assertThat(orders.await(order(key)).isTerminating()).isFalse();

        laboratory.declare(key.tenant(), key.name(), Map.of("settings.yaml", settings("blue")));
        report(found -> !found.message().contains("files of their own"));
    }
}
