package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.kube.KubeApi;
import dev.slipway.cli.bench.measure.Samples;
import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.machine.PortalProcess;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast a commit with many new objects is applied, beside a bare loop that does nothing but apply them. */
public final class SyncBench implements Bench {

    private static final String TENANT = "bench-sync";
    private static final String BARE = "bench-bare";
    private static final String PREFIX = "load";
    private static final int WARM_UP = 500;

    private final int objects;

    /** Ten thousand objects. */
    public SyncBench() {
        this(10_000);
    }

    private SyncBench(int objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public int defaultRounds() {
        return 3;
    }

    @Override
    public Bench with(int count) {
        return new SyncBench(count);
    }

    @Override
    public Map<String, Double> run(Site site, int rounds, Samples samples) throws IOException {
        PortalProcess portal = site.portal("sync");
        Api api = site.started(portal);
        KubeApi host = KubeApi.of(
                api.get("/api/v1/clusters/host/kubeconfig").expect(200).text());
        Workload.order(api, BARE);
        try (Workload load = Workload.in(site, portal, api, host, TENANT);
                BareLoop bare = new BareLoop(host, BARE)) {
            int some = Math.min(WARM_UP, objects);
            samples.add("bare_width_count", bare.chooseWidth(some));
            load.declare(PREFIX, load.objects(0, some));
            load.withdraw(PREFIX, 0);
            for (int round = 0; round < rounds; round++) {
                boolean bareFirst = round % 2 == 0;
                if (bareFirst) {
                    loop(site, bare, samples);
                }
                sync(site, load, samples);
                if (!bareFirst) {
                    loop(site, bare, samples);
                }
            }
        }
        return metrics(samples);
    }

    private void loop(Site site, BareLoop bare, Samples samples) {
        double millis = bare.apply(objects);
        bare.clear();
        samples.add("bare_ms", millis);
        samples.add("bare_per_s", perSecond(millis));
        site.tell("bare loop: %d objects within %.0f ms, %.0f a second".formatted(objects, millis, perSecond(millis)));
    }

    private void sync(Site site, Workload load, Samples samples) throws IOException {
        Workload.Arrived arrived = load.declare(PREFIX, load.objects(0, objects));
        double millis = Workload.Arrived.millis(arrived.moved(), arrived.last());
        samples.add("sync_from_push_ms", millis);
        samples.add("sync_from_first_ms", Workload.Arrived.millis(arrived.first(), arrived.last()));
        samples.add("sync_push_ms", Workload.Arrived.millis(arrived.pushed(), arrived.moved()));
        samples.add("sync_per_s", perSecond(millis));
        site.tell("platform:  %d objects within %.0f ms, %.0f a second".formatted(objects, millis, perSecond(millis)));
        samples.add("sync_withdrawn_ms", load.withdraw(PREFIX, 0));
    }

    private double perSecond(double millis) {
        return objects * 1_000 / millis;
    }

    private static Map<String, Double> metrics(Samples samples) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        double bare = samples.percentile("bare_per_s", 50);
        double sync = samples.percentile("sync_per_s", 50);
        metrics.put("sync_ratio", sync / bare);
        metrics.put("sync_per_s", sync);
        metrics.put("sync_bare_per_s", bare);
        metrics.put("sync_bare_width_count", samples.percentile("bare_width_count", 100));
        metrics.put("sync_from_push_ms", samples.percentile("sync_from_push_ms", 50));
        metrics.put("sync_from_first_ms", samples.percentile("sync_from_first_ms", 50));
        metrics.put("sync_push_ms", samples.percentile("sync_push_ms", 50));
        metrics.put("sync_bare_ms", samples.percentile("bare_ms", 50));
        metrics.put("sync_withdrawn_ms", samples.percentile("sync_withdrawn_ms", 50));
        return metrics;
    }
}
