package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.kube.KubeApi;
import dev.slipway.cli.bench.measure.Samples;
import dev.slipway.cli.demo.doors.Answer;
import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How long orders take to be committed and to be ready, and how soon a virtual cluster's kubeconfig works. */
public final class OrderBench implements Bench {

    private static final int FEWEST_TENANTS = 5;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "order";
    }

    @Override
    public int defaultRounds() {
        return 20;
    }

    @Override
    public Map<String, Double> run(Site site, int rounds, Samples samples) throws IOException {
        Api api = site.started(site.portal("order"));
        measure(Site.order(api, database(0)), samples, "first_");
        Site.order(api, service(1));
        Site.delete(api, key(0));
        Site.delete(api, key(1));
        for (int round = 2; round < rounds + 2; round++) {
            Site.Done done = Site.order(api, round % 2 == 0 ? database(round) : service(round));
            measure(done, samples, "");
            samples.add("deleted_ms", Site.delete(api, key(round)));
            site.tell("order %d of %d: committed %.0f ms, ready %.0f ms, seen by the client after %.0f ms"
                    .formatted(
                            round - 1, rounds, done.millisTo("Committed"), done.millisTo("Ready"), done.endedMillis()));
        }
        for (int round = 0; round < Math.max(FEWEST_TENANTS, rounds / 4); round++) {
            tenant(site, api, "bench-" + round, samples);
        }
        return metrics(samples);
    }

    private static void measure(Site.Done done, Samples samples, String prefix) {
        samples.add(prefix + "accepted_ms", done.acceptedMillis());
        samples.add(prefix + "committed_ms", done.millisTo("Committed"));
        samples.add(prefix + "ready_ms", done.millisTo("Ready"));
        samples.add(prefix + "ready_seen_ms", done.endedMillis());
    }

    private static ObjectNode database(int round) {
        return order("postgresql", name(round), "{\"storage\": \"5Gi\"}");
    }

    static ObjectNode service(int round) {
        String parameters = "{\"image\": \"ghcr.io/acme/shop:1.2.0\", \"minReplicas\": 1, \"startupSeconds\": 1}";
        return order("web-service", name(round), parameters);
    }

    private static String name(int round) {
        return "instance-" + round;
    }

    static String key(int round) {
        return Site.TEAM + "/" + name(round);
    }

    private static ObjectNode order(String entry, String name, String parameters) {
        ObjectNode order = JSON.createObjectNode();
        order.put("kind", "order")
                .put("entry", entry)
                .put("plan", "small")
                .put("name", name)
                .put("team", Site.TEAM);
        order.set("parameters", JSON.readTree(parameters));
        return order;
    }

    private static void tenant(Site site, Api api, String name, Samples samples) {
        long sent = System.nanoTime();
        JsonNode accepted = api.post("/api/v1/requests", order("virtual-cluster", name, "{}"))
                .expect(202)
                .json();
        KubeApi kube = Await.found(Site.PATIENCE, "there is a kubeconfig of " + name, () -> kubeconfig(api, name));
        Await.until(Site.PATIENCE, "the kubeconfig of " + name + " works", () -> works(kube));
        samples.add("tenant_kubeconfig_ms", Site.millisSince(sent));
        awaitReady(api, accepted.path("id").asString(""));
        samples.add("tenant_ready_ms", Site.millisSince(sent));
        samples.add("tenant_deleted_ms", Site.delete(api, name + "/" + name));
        site.tell("tenant %s: kubeconfig works after %.0f ms".formatted(name, last(samples)));
    }

    private static Optional<KubeApi> kubeconfig(Api api, String name) {
        Answer answer = api.get("/api/v1/tenants/" + name + "/kubeconfig");
        return answer.status() == 200 ? Optional.of(KubeApi.of(answer.text())) : Optional.empty();
    }

    private static boolean works(KubeApi kube) {
        try {
            kube.get("/api/v1/namespaces/default");
            return true;
        } catch (NotObserved e) {
            return false;
        }
    }

    private static void awaitReady(Api api, String id) {
        Await.until(
                Site.PATIENCE,
                "request " + id + " is READY",
                () -> api.get("/api/v1/requests/" + id)
                        .expect(200)
                        .json()
                        .path("state")
                        .asString("")
                        .equals("READY"));
    }

    private static double last(Samples samples) {
        var all = samples.of("tenant_kubeconfig_ms");
        return all.get(all.size() - 1);
    }

    private static Map<String, Double> metrics(Samples samples) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("order_accepted_p95_ms", samples.percentile("accepted_ms", 95));
        metrics.put("order_committed_p50_ms", samples.percentile("committed_ms", 50));
        metrics.put("order_committed_p95_ms", samples.percentile("committed_ms", 95));
        metrics.put("order_ready_p50_ms", samples.percentile("ready_ms", 50));
        metrics.put("order_ready_p95_ms", samples.percentile("ready_ms", 95));
        metrics.put("order_ready_seen_p95_ms", samples.percentile("ready_seen_ms", 95));
        metrics.put("order_deleted_p95_ms", samples.percentile("deleted_ms", 95));
        metrics.put("order_first_committed_ms", samples.percentile("first_committed_ms", 100));
        metrics.put("order_first_ready_ms", samples.percentile("first_ready_ms", 100));
        metrics.put("tenant_kubeconfig_p50_ms", samples.percentile("tenant_kubeconfig_ms", 50));
        metrics.put("tenant_kubeconfig_p95_ms", samples.percentile("tenant_kubeconfig_ms", 95));
        metrics.put("tenant_ready_p95_ms", samples.percentile("tenant_ready_ms", 95));
        metrics.put("tenant_deleted_p95_ms", samples.percentile("tenant_deleted_ms", 95));
        return metrics;
    }
}
