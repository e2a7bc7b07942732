package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.measure.ResidentMemory;
import dev.slipway.cli.bench.measure.Samples;
import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.machine.PortalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long the portal takes to answer, and how much memory it holds then. */
public final class StartupBench implements Bench {

    private static final Duration IDLE = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public int defaultRounds() {
        return 5;
    }

    @Override
    public Map<String, Double> run(Site site, int rounds, Samples samples) throws IOException, InterruptedException {
        PortalProcess portal = site.portal("startup");
        samples.add("cold_ready_ms", readyMillis(portal));
        Api api = new Api(portal.url(), adminToken(portal));
        Site.awaitHost(api);
        portal.stop();
        for (int round = 1; round <= rounds; round++) {
            samples.add("ready_ms", readyMillis(portal));
            Site.awaitHost(api);
            // Idling is what is measured here, not something that is waited for.
            Thread.sleep(IDLE.toMillis());
            samples.add("rss_mb", ResidentMemory.megabytes(portal.running().pid()));
            portal.stop();
            site.tell("round %d of %d: %.0f ms, %.0f MB"
                    .formatted(round, rounds, last(samples, "ready_ms"), last(samples, "rss_mb")));
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("startup_ready_ms", samples.percentile("ready_ms", 50));
        metrics.put("startup_ready_max_ms", samples.percentile("ready_ms", 100));
        metrics.put("startup_cold_ready_ms", samples.percentile("cold_ready_ms", 100));
        metrics.put("startup_rss_mb", samples.percentile("rss_mb", 100));
        return metrics;
    }

    private static double readyMillis(PortalProcess portal) {
        long start = System.nanoTime();
        portal.start();
        portal.awaitAnswer("/", Site.PATIENCE);
        portal.awaitAnswer("/actuator/health/liveness", Site.PATIENCE);
        return Site.millisSince(start);
    }

    private static String adminToken(PortalProcess portal) throws IOException {
        dev.slipway.cli.demo.observing.Await.until(
                Site.PATIENCE,
                "there is an administrator's token",
                () -> Files.isReadable(portal.data().resolve("portal.url")));
        return Files.readString(portal.data().resolve("admin-token")).strip();
    }

    private static double last(Samples samples, String name) {
        return samples.of(name).get(samples.of(name).size() - 1);
    }
}
