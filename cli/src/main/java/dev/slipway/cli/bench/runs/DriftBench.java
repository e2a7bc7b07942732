package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.kube.KubeApi;
import dev.slipway.cli.bench.kube.Watch;
import dev.slipway.cli.bench.measure.Samples;
import dev.slipway.cli.bench.runs.ManagedObjects.Target;
import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.doors.Git;
import dev.slipway.cli.demo.machine.PortalProcess;
import dev.slipway.cli.demo.observing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How soon a single drift among many managed objects is put back. */
public final class DriftBench implements Bench {

    private static final int OBJECTS = 2_000;
    private static final int ONE_IN_DELETES = 4;
    private static final int WARM_UP = 20;
    private static final int PAGE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Whoever repeats the bench drifts the same objects in the same order. */
    private static final long SEED = 20_261_122;

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public int defaultRounds() {
        return 400;
    }

    @Override
    public Map<String, Double> run(Site site, int rounds, Samples samples) throws IOException {
        PortalProcess portal = site.portal("drift");
        Api api = site.started(portal);
        List<Target> targets = ManagedObjects.targets(OBJECTS);
        declare(site, portal, api, targets, samples);
        KubeApi host = KubeApi.of(
                api.get("/api/v1/clusters/host/kubeconfig").expect(200).text());
        try (Watch configMaps = host.watch(targets.get(1).collection());
                Watch services = host.watch(targets.get(0).collection())) {
            Random random = new Random(SEED);
            for (int round = -WARM_UP; round < rounds; round++) {
                Target target = targets.get(random.nextInt(targets.size()));
                Watch watch = target.kind().equals("Service") ? services : configMaps;
                boolean deletes = Math.floorMod(round, ONE_IN_DELETES) == 0;
                double millis = deletes ? delete(host, watch, target) : change(host, watch, target, round);
                if (round >= 0) {
                    samples.add("drift_ms", millis);
                    samples.add(deletes ? "deleted_ms" : "changed_ms", millis);
                }
            }
        }
        engine(api, rounds, samples);
        return metrics(samples);
    }

    private static void declare(Site site, PortalProcess portal, Api api, List<Target> targets, Samples samples)
            throws IOException {
        ObjectNode order = new JsonMapper()
                .createObjectNode()
                .put("kind", "order")
                .put("entry", "team-namespace")
                .put("plan", "small")
                .put("name", ManagedObjects.TENANT)
                .put("team", Site.TEAM);
        order.putObject("parameters");
        Site.order(api, order);
        String token = Files.readString(portal.data().resolve("admin-token")).strip();
        Git golden = Git.in(site.folder("git"))
                .clone(Git.withCredentials(portal.url().resolve("/git/golden.git"), "admin", token), "golden");
        long start = System.nanoTime();
        ManagedObjects.push(golden, targets);
        String path = "/api/v1/instances/" + ManagedObjects.TENANT + "/" + ManagedObjects.INSTANCE;
        Await.until(
                Site.PATIENCE,
                targets.size() + " objects are applied",
                () -> api.get(path).status() == 200
                        && api.get(path).json().path("objectsReady").asInt(0) == targets.size());
        samples.add("declared_ms", Site.millisSince(start));
        site.tell("%d objects applied %.0f ms after the push began".formatted(targets.size(), Site.millisSince(start)));
    }

    private static double change(KubeApi host, Watch watch, Target target, int round) {
        String pointer = ManagedObjects.pointer(target);
        JsonNode drifted = host.patch(target.path(), ManagedObjects.drift(target, round));
        long answered = System.nanoTime();
        String version = drifted.at("/metadata/resourceVersion").asString("");
        boolean[] seen = new boolean[1];
        Watch.Event restored = watch.await(PATIENCE, event -> {
            boolean isIt = isAbout(event, target);
            seen[0] |= isIt
                    && event.object()
                            .at("/metadata/resourceVersion")
                            .asString("")
                            .equals(version);
            return isIt && seen[0] && event.object().at(pointer).asString("").equals(ManagedObjects.VALUE);
        });
        return Math.max(0, (restored.nanos() - answered) / 1_000_000.0);
    }

    private static double delete(KubeApi host, Watch watch, Target target) {
        host.delete(target.path());
        long answered = System.nanoTime();
        boolean[] seen = new boolean[1];
        Watch.Event restored = watch.await(PATIENCE, event -> {
            boolean isIt = isAbout(event, target);
            seen[0] |= isIt && event.type().equals("DELETED");
            return isIt
                    && seen[0]
                    && event.type().equals("ADDED")
                    && event.object()
                            .at(ManagedObjects.pointer(target))
                            .asString("")
                            .equals(ManagedObjects.VALUE);
        });
        return Math.max(0, (restored.nanos() - answered) / 1_000_000.0);
    }

    private static boolean isAbout(Watch.Event event, Target target) {
        return event.object().at("/metadata/name").asString("").equals(target.name());
    }

    /** What the portal itself says of the same drifts, rounded up to whole milliseconds; the newest come first. */
    private static void engine(Api api, int rounds, Samples samples) {
        String path = "/api/v1/drift?tenant=%s&instance=%s&size=%d&page="
                .formatted(ManagedObjects.TENANT, ManagedObjects.INSTANCE, PAGE);
        Await.until(
                PATIENCE,
                "all drifts are recorded",
                () -> api.get(path + 0).expect(200).json().path("total").asInt(0) >= rounds + WARM_UP);
        for (int page = 0; page * PAGE < rounds; page++) {
            for (JsonNode drift : api.get(path + page).expect(200).json().path("items")) {
                if (samples.of("engine_ms").size() < rounds) {
                    samples.add("engine_ms", drift.path("millis").asDouble(0));
                }
            }
        }
    }

    private static Map<String, Double> metrics(Samples samples) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("drift_p50_ms", samples.percentile("drift_ms", 50));
        metrics.put("drift_p95_ms", samples.percentile("drift_ms", 95));
        metrics.put("drift_p99_ms", samples.percentile("drift_ms", 99));
        metrics.put("drift_max_ms", samples.percentile("drift_ms", 100));
        metrics.put("drift_changed_p50_ms", samples.percentile("changed_ms", 50));
        metrics.put("drift_changed_p99_ms", samples.percentile("changed_ms", 99));
        metrics.put("drift_deleted_p50_ms", samples.percentile("deleted_ms", 50));
        metrics.put("drift_deleted_p99_ms", samples.percentile("deleted_ms", 99));
        metrics.put("drift_engine_p50_ms", samples.percentile("engine_ms", 50));
        metrics.put("drift_engine_p99_ms", samples.percentile("engine_ms", 99));
        metrics.put("drift_declared_ms", samples.percentile("declared_ms", 100));
        return metrics;
    }
}
