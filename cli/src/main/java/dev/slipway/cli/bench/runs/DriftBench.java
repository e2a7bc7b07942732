package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.kube.KubeApi;
import dev.slipway.cli.bench.kube.Watch;
import dev.slipway.cli.bench.measure.LiveHeap;
import dev.slipway.cli.bench.measure.Samples;
import dev.slipway.cli.bench.objects.ManagedObject;
import dev.slipway.cli.bench.objects.ObjectKind;
import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.machine.PortalProcess;
import dev.slipway.cli.demo.observing.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** How soon drift among many managed objects of all kinds is put back, and what keeping them costs in memory. */
public final class DriftBench implements Bench {

    private static final String TENANT = "bench-drift";
    private static final int WARM_UP_OBJECTS = 200;
    private static final int MORE = 10;
    private static final int MASSES = 5;
    private static final int PAGE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Whoever repeats the bench drifts the same objects in the same order. */
    private static final long SEED = 20_261_122;

    private final int objects;

    /** Ten thousand objects, and then ten times as many. */
    public DriftBench() {
        this(10_000);
    }

    private DriftBench(int objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public int defaultRounds() {
        return 1_000;
    }

    @Override
    public Bench with(int count) {
        return new DriftBench(count);
    }

    @Override
    public Map<String, Double> run(Site site, int rounds, Samples samples) throws IOException, InterruptedException {
        PortalProcess portal = site.portal("drift", List.of(LiveHeap.FLAG));
        Api api = site.started(portal);
        KubeApi host = KubeApi.of(
                api.get("/api/v1/clusters/host/kubeconfig").expect(200).text());
        try (Workload load = Workload.in(site, portal, api, host, TENANT)) {
            double empty = emptyHeap(site, load);
            declare(site, load, 0, objects, samples);
            samples.add("heap_some_mb", load.heap() - empty);
            site.tell("%d objects take %.1f MB".formatted(objects, last(samples, "heap_some_mb")));
            drift(site, load, rounds, api, samples);
            for (int times = 1; times < MORE; times++) {
                declare(site, load, times * objects, objects, samples);
            }
            samples.add("heap_many_mb", load.heap() - empty);
            site.tell("%d objects take %.1f MB".formatted(MORE * objects, last(samples, "heap_many_mb")));
        }
        return metrics(samples);
    }

    /** Of a portal that has kept objects before, so that what it loads once for all of them does not count as theirs. */
    private static double emptyHeap(Site site, Workload load) throws IOException, InterruptedException {
        load.declare("warm-up", load.objects(0, WARM_UP_OBJECTS));
        load.withdraw("warm-up", 0);
        double empty = load.heap();
        site.tell("The heap without objects: %.1f MB".formatted(empty));
        return empty;
    }

    private static void declare(Site site, Workload load, int from, int count, Samples samples) throws IOException {
        Workload.Arrived arrived = load.declare("load", load.objects(from, count));
        samples.add("declared_ms", Workload.Arrived.millis(arrived.pushed(), arrived.last()));
        site.tell(
                "%d more objects applied %.0f ms after the push began".formatted(count, last(samples, "declared_ms")));
    }

    private void drift(Site site, Workload load, int rounds, Api api, Samples samples) {
        String[] collections = Arrays.stream(ObjectKind.values())
                .map(kind -> kind.collection(TENANT))
                .toArray(String[]::new);
        List<ManagedObject> targets = new ArrayList<>(load.objects(0, objects));
        try (Watch watch = load.cluster().watch(collections)) {
            Random random = new Random(SEED);
            new SingleDrifts(site, load.cluster(), watch).run(targets, random, rounds, samples);
            engine(api, rounds, samples);
            for (int mass = 0; mass < MASSES; mass++) {
                Collections.shuffle(targets, random);
                List<ManagedObject> some = targets.subList(0, Math.min(rounds, targets.size()));
                MassDrift drift = MassDrift.of(load.cluster(), watch, some, 90_000 + mass);
                samples.add("mass_changes_ms", drift.changesMillis());
                samples.add("mass_back_ms", drift.backMillis());
                samples.add("mass_ratio", drift.ratio());
                site.tell("%d objects changed within %.0f ms, all back after %.0f ms, %.2f times as long"
                        .formatted(some.size(), drift.changesMillis(), drift.backMillis(), drift.ratio()));
            }
        }
    }

    /** What the portal itself says of the same drifts, rounded up to whole milliseconds; the newest come first. */
    private static void engine(Api api, int rounds, Samples samples) {
        String path = "/api/v1/drift?tenant=%s&size=%d&page=".formatted(TENANT, PAGE);
        Await.until(
                PATIENCE,
                "all drifts are recorded",
                () -> api.get(path + 0).expect(200).json().path("total").asInt(0) >= rounds + SingleDrifts.WARM_UP);
        for (int page = 0; page * PAGE < rounds; page++) {
            for (JsonNode drift : api.get(path + page).expect(200).json().path("items")) {
                if (samples.of("engine_ms").size() < rounds) {
                    samples.add("engine_ms", drift.path("millis").asDouble(0));
                }
            }
        }
    }

    private static double last(Samples samples, String name) {
        List<Double> all = samples.of(name);
        return all.get(all.size() - 1);
    }

    private Map<String, Double> metrics(Samples samples) {
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
        metrics.put("drift_declared_ms", samples.of("declared_ms").get(0));
        metrics.put("mass_ratio", samples.percentile("mass_ratio", 50));
        metrics.put("mass_ratio_max", samples.percentile("mass_ratio", 100));
        metrics.put("mass_changes_ms", samples.percentile("mass_changes_ms", 50));
        metrics.put("mass_back_ms", samples.percentile("mass_back_ms", 50));
        metrics.put("heap_%s_mb".formatted(counted(objects)), last(samples, "heap_some_mb"));
        metrics.put("heap_%s_mb".formatted(counted(MORE * objects)), last(samples, "heap_many_mb"));
        return metrics;
    }

    /** 10,000 are 10k. */
    private static String counted(int count) {
        return count % 1_000 == 0 ? count / 1_000 + "k" : Integer.toString(count);
    }
}
