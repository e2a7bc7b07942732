package dev.slipway.portal.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a team doesn't have every day: an exemption, a removal that waits, proofs, a cluster that Flux keeps. */
final class Unusual {

    private static final Duration WITHIN = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Client admin;
    private final GoldenRepository golden;
    private final Clusters clusters;

    Unusual(Client admin, GoldenRepository golden, Clusters clusters) {
        this.admin = admin;
        this.golden = golden;
        this.clusters = clusters;
    }

    /** Closes one break-glass for an instance of team-checkout, opens one, and asks for another, on behalf of two people. */
    void breakGlass(Client member, String instance) {
        String over = allowed(member, instance, "spec.paused", "The autumn sale was over sooner than we thought");
        assertThat(member.delete("/api/v1/break-glass/" + over).status()).isEqualTo(204);
        allowed(member, instance, "spec.replicas", "The spring sale needs more of it by hand");
        asked(member, instance, "spec.minReadySeconds", "Slow roll-out while the supplier looks");
    }

    private String allowed(Client member, String instance, String field, String reason) {
        String id = asked(member, instance, field, reason);
        Answer allowed = admin.post("/api/v1/break-glass/" + id + "/decision", "{\"approve\": true}");
        assertThat(allowed.status()).as(allowed.body()).isEqualTo(200);
        return id;
    }

    private static String asked(Client member, String instance, String field, String reason) {
        Answer asked = member.post("/api/v1/break-glass", """
                {"tenant": "team-checkout", "instance": "%s", "reason": "%s", "minutes": 60,
                 "objects": [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "%s", "fields": ["%s"]}]}
                """.formatted(instance, reason, instance, field));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        return asked.json().get("id").asString();
    }

    /** Takes a namespace out of an instance of team-checkout, which waits for somebody's word. */
    void heldRemoval(String instance) {
        String directory = "tenants/team-checkout/" + instance;
        Map<String, String> without = ByHand.files(golden, directory);
        Map<String, String> with = new HashMap<>(without);
        with.put("manifests/archive.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: checkout-archive}}");
        ByHand.commit(golden, "Add an archive", directory, with);
        await().atMost(WITHIN)
                .until(() -> clusters.find(Clusters.HOST)
                                .map(Cluster::client)
                                .orElseThrow()
                                .namespaces()
                                .withName("checkout-archive")
                                .get()
                        != null);
        ByHand.commit(golden, "Take the archive away", directory, without);
        await().atMost(WITHIN).until(() -> admin.get("/api/v1/removals").body().contains("checkout-archive"));
    }

    /** Lets permanent chaos make its first changes to what team-checkout has. */
    void proofs() {
        ByHand.commit(golden, "Ask for chaos", "chaos", Map.of("checkout.yaml", """
                apiVersion: slipway.dev/v1
                kind: Chaos
                metadata: {name: checkout}
                spec:
                  target: {tenant: team-checkout}
                  schedule: {every: P30D}
                  budget: {perHour: 500, perObject: 60}
                  changes: [add-field, edit-field]
                """));
        await().atMost(WITHIN).untilAsserted(() -> {
            Answer round = admin.post("/api/v1/proofs/programs/checkout/run", "{}");
            assertThat(round.status()).as(round.body()).isEqualTo(202);
        });
        await().atMost(WITHIN)
                .untilAsserted(() ->
                        assertThat(admin.get("/api/v1/proofs/changes").body()).contains("PROVED"));
    }

    /** Registers a cluster that Flux is to keep, though nobody installed it there, and declares a shop in it. */
    void fluxCluster(String name) {
        String kubeconfig = clusters.hostKubeconfig("portal", java.util.Set.of(Clusters.ADMINS), Duration.ofHours(1))
                .yaml();
        Answer registered = admin.post(
                "/api/v1/clusters",
                JSON.writeValueAsString(Map.of("name", name, "engine", "flux", "kubeconfig", kubeconfig)));
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        ByHand.commit(
                golden,
                "Declare a kiosk",
                "tenants/kiosk/screen",
                Map.of("request.yaml", """
                        apiVersion: slipway.dev/v1
                        kind: Instance
                        metadata: {name: screen}
                        spec: {entry: web-service, version: 1.0.0, plan: small}
                        """, "manifests/screen.yaml", """
                        {apiVersion: v1, kind: ConfigMap, metadata: {name: screen}, data: {colour: blue}}
                        """),
                Map.of("tenants/kiosk/tenant.yaml", """
                        apiVersion: slipway.dev/v1
                        kind: Tenant
                        metadata: {name: kiosk}
                        spec: {owner: team-checkout, kind: namespace, plan: small, cluster: %s, namespace: kiosk}
                        """.formatted(name)));
        await().atMost(WITHIN)
                .until(() -> admin.get("/api/v1/clusters/" + name)
                        .json()
                        .at("/engineSays/message")
                        .asString("")
                        .contains("CRD"));
    }
}
