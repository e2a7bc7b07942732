package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.kube.KubeApi;
import dev.slipway.cli.bench.kube.Watch;
import dev.slipway.cli.bench.measure.LiveHeap;
import dev.slipway.cli.bench.measure.Samples;
import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.doors.Git;
import dev.slipway.cli.demo.machine.PortalProcess;
import dev.slipway.cli.demo.observing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** How soon a drift in one of very many clusters is put back, and whether dead ones among them matter. */
public final class FleetBench implements Bench {

    /** Fewer than the goal's for a look at the bench itself. */
    private static final int CLUSTERS = Integer.getInteger("slipway.bench.clusters", 1_400);

    private static final int OBJECTS = 30;
    private static final int ONE_IN_DIES = 10;
    private static final int WARM_UP = 20;
    private static final String COLLECTION = "/api/v1/configmaps";
    private static final String VALUE = "as-declared";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(30);

    /** Whoever repeats the bench drifts the same objects in the same order. */
    private static final long SEED = 20_261_122;

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public int defaultRounds() {
        return 1_000;
    }

    @Override
    public Map<String, Double> run(Site site, int rounds, Samples samples) throws IOException {
        PortalProcess portal = site.portal("fleet", List.of("-Xmx2g", LiveHeap.FLAG));
        Api api = site.started(portal);
        SimulatedClusters clusters = new SimulatedClusters(
                api, api.get("/api/v1/clusters/host/kubeconfig").expect(200).text());
        register(site, clusters, samples);
        declare(site, portal, clusters.host(), samples);
        List<Integer> all = IntStream.range(0, CLUSTERS).boxed().toList();
        drift(clusters.host(), all, rounds, "drift_ms", samples);
        samples.add("heap_mb", LiveHeap.megabytes(portal.running().pid()));
        site.tell("p99 %.0f ms with all alive".formatted(samples.percentile("drift_ms", 99)));
        try (ServerSocket hole = new ServerSocket(0, 5_000, InetAddress.getLoopbackAddress())) {
            List<Integer> dead =
                    all.stream().filter(number -> number % ONE_IN_DIES == 0).toList();
            clusters.makeDead(dead, at(hole.getLocalPort()), at(refusingPort()));
            Await.until(LONG, dead.size() + " are down", () -> clusters.count("DOWN") == dead.size());
            List<Integer> alive =
                    all.stream().filter(number -> number % ONE_IN_DIES != 0).toList();
            drift(clusters.host(), alive, rounds, "dead_drift_ms", samples);
        }
        samples.add("dead_heap_mb", LiveHeap.megabytes(portal.running().pid()));
        return metrics(samples);
    }

    private static void register(Site site, SimulatedClusters clusters, Samples samples) {
        long start = System.nanoTime();
        clusters.register(CLUSTERS);
        samples.add("registered_ms", Site.millisSince(start));
        Await.until(LONG, CLUSTERS + " clusters are ready", () -> clusters.count("READY") == CLUSTERS);
        samples.add("connected_ms", Site.millisSince(start));
        site.tell("%d clusters registered in %.0f s and ready after %.0f s"
                .formatted(
                        CLUSTERS,
                        samples.percentile("registered_ms", 100) / 1_000,
                        samples.percentile("connected_ms", 100) / 1_000));
    }

    private static void declare(Site site, PortalProcess portal, KubeApi host, Samples samples) throws IOException {
        String token = Files.readString(portal.data().resolve("admin-token")).strip();
        Git golden = Git.in(site.folder("git"))
                .clone(Git.withCredentials(portal.url().resolve("/git/golden.git"), "admin", token), "golden");
        Path baseline = golden.directory().resolve("fleet/bench");
        Files.createDirectories(baseline.resolve("manifests"));
        Files.writeString(baseline.resolve("baseline.yaml"), """
                apiVersion: slipway.dev/v1
                kind: Baseline
                metadata: {name: bench}
                spec: {selector: {matchLabels: {bench: fleet}}}
                """);
        for (int i = 0; i < OBJECTS; i++) {
            Files.writeString(
                    baseline.resolve("manifests/load-%d.yaml".formatted(i)), """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: load-%d}
                    data:
                      value: %s
                      filling: "%s"
                    """.formatted(i, VALUE, "x".repeat(500)));
        }
        int before = count(host);
        long start = System.nanoTime();
        golden.commitAll("Petra Platform", "Declare a baseline of %d objects".formatted(OBJECTS));
        golden.read("push", "--quiet", "origin", "HEAD");
        Await.until(LONG, "all objects are applied", () -> count(host) >= before + CLUSTERS * OBJECTS);
        samples.add("declared_ms", Site.millisSince(start));
        site.tell("%d objects applied after %.0f s"
                .formatted(CLUSTERS * OBJECTS, samples.percentile("declared_ms", 100) / 1_000));
    }

    private static int count(KubeApi host) {
        JsonNode page = host.get(COLLECTION + "?limit=1");
        return page.path("items").size()
                + page.at("/metadata/remainingItemCount").asInt(0);
    }

    private static void drift(KubeApi host, List<Integer> clusters, int rounds, String metric, Samples samples) {
        Random random = new Random(SEED);
        try (Watch watch = host.watch(COLLECTION)) {
            for (int round = -WARM_UP; round < rounds; round++) {
                String namespace = SimulatedClusters.name(clusters.get(random.nextInt(clusters.size())));
                double millis = drift(host, watch, namespace, "load-" + random.nextInt(OBJECTS), round);
                if (round >= 0) {
                    samples.add(metric, millis);
                }
            }
        }
    }

    /** From the answer to the change until the watch shows the declared value again. */
    private static double drift(KubeApi host, Watch watch, String namespace, String name, int round) {
        JsonNode drifted = host.patch(
                "/api/v1/namespaces/%s/configmaps/%s".formatted(namespace, name),
                "{\"data\":{\"value\":\"drifted-%d\"}}".formatted(round));
        long answered = System.nanoTime();
        String version = drifted.at("/metadata/resourceVersion").asString("");
        boolean[] seen = new boolean[1];
        Watch.Event restored = watch.await(PATIENCE, event -> {
            JsonNode metadata = event.object().path("metadata");
            boolean isIt = metadata.path("name").asString("").equals(name)
                    && metadata.path("namespace").asString("").equals(namespace);
            seen[0] |= isIt && metadata.path("resourceVersion").asString("").equals(version);
            return isIt
                    && seen[0]
                    && event.object().at("/data/value").asString("").equals(VALUE);
        });
        return Math.max(0, (restored.nanos() - answered) / 1_000_000.0);
    }

    private static URI at(int port) {
        return URI.create("https://127.0.0.1:" + port);
    }

    private static int refusingPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, Double> metrics(Samples samples) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("fleet_drift_p50_ms", samples.percentile("drift_ms", 50));
        metrics.put("fleet_drift_p99_ms", samples.percentile("drift_ms", 99));
        metrics.put("fleet_drift_max_ms", samples.percentile("drift_ms", 100));
        metrics.put("fleet_dead_drift_p50_ms", samples.percentile("dead_drift_ms", 50));
        metrics.put("fleet_dead_drift_p99_ms", samples.percentile("dead_drift_ms", 99));
        metrics.put("fleet_dead_drift_max_ms", samples.percentile("dead_drift_ms", 100));
        metrics.put(
                "fleet_heap_mb", Math.max(samples.percentile("heap_mb", 100), samples.percentile("dead_heap_mb", 100)));
        metrics.put("fleet_registered_ms", samples.percentile("registered_ms", 100));
        metrics.put("fleet_connected_ms", samples.percentile("connected_ms", 100));
        metrics.put("fleet_declared_ms", samples.percentile("declared_ms", 100));
        return metrics;
    }
}
