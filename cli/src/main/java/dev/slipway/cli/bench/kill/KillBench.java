package dev.slipway.cli.bench.kill;

import dev.slipway.cli.bench.kube.KubeApi;
import dev.slipway.cli.bench.measure.Samples;
import dev.slipway.cli.bench.objects.ManagedObject;
import dev.slipway.cli.bench.runs.Bench;
import dev.slipway.cli.bench.runs.Site;
import dev.slipway.cli.bench.runs.Workload;
import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.doors.Git;
import dev.slipway.cli.demo.machine.PortalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Kills a portal at random moments under load: nothing that it accepted may be lost or doubled, no drift missed. */
public final class KillBench implements Bench {

    private static final String TENANT = "bench-kill";
    private static final int TAMPERED = 100;
    private static final int DRIFTS_WHILE_DOWN = 5;
    private static final int SHOWN = 5;
    private static final long SEED = 20_261_122;

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public int defaultRounds() {
        return 50;
    }

    @Override
    public Map<String, Double> run(Site site, int rounds, Samples samples) throws IOException, InterruptedException {
        Path kubeconfig = outsideCluster(site);
        KubeApi cluster = KubeApi.of(Files.readString(kubeconfig));
        PortalProcess portal = site.portal("kill", List.of("-Dslipway.clusters.host.kubeconfig=" + kubeconfig));
        Api api = site.started(portal);
        try (Workload load = Workload.in(site, portal, api, cluster, TENANT);
                Writers writers = new Writers(api, TENANT);
                Tamperer tamperer = new Tamperer(cluster, load.objects(0, TAMPERED))) {
            load.declare("load", load.objects(0, TAMPERED + rounds * DRIFTS_WHILE_DOWN));
            double window = 2 * restart(site, portal, samples);
            writers.start();
            tamperer.start();
            List<ManagedObject> whileDown = kill(site, portal, load, tamperer, rounds, window, samples);
            site.awaitStarted(portal);
            writers.finish();
            tamperer.finish();
            site.tell("%d requests were accepted, %d drifts made and %d more while the portal was down; looking at them"
                    .formatted(writers.accepted().size(), tamperer.drifted().size(), whileDown.size()));
            writers.refused().stream().limit(SHOWN).forEach(refusal -> site.tell("Refused: " + refusal));
            Findings findings = lookAt(api, portal, load, writers, tamperer, whileDown);
            findings.lines().forEach(site::tell);
            if (!findings.isEmpty()) {
                site.keep();
            }
            return metrics(rounds, samples, findings, writers, tamperer, whileDown);
        }
    }

    /** A cluster of another portal, which lives on when the one under test is killed; gives its kubeconfig. */
    private static Path outsideCluster(Site site) throws IOException {
        Api outside = site.started(site.portal("cluster", List.of()));
        String access =
                outside.get("/api/v1/clusters/host/kubeconfig").expect(200).text();
        return Files.writeString(site.folder("kubeconfig").resolve("host.yaml"), access);
    }

    private static Findings lookAt(
            Api api,
            PortalProcess portal,
            Workload load,
            Writers writers,
            Tamperer tamperer,
            List<ManagedObject> whileDown)
            throws IOException {
        Findings findings = new Findings();
        Aftermath aftermath = new Aftermath(api, TENANT, findings);
        aftermath.requests(writers.accepted(), load.golden());
        aftermath.drifts(tamperer, whileDown);
        aftermath.soundness(Git.in(portal.data().resolve("golden.git")));
        return findings;
    }

    /** How long a start on data takes, which says how long to look at a portal before it is killed. */
    private static double restart(Site site, PortalProcess portal, Samples samples) throws IOException {
        portal.stop();
        long begun = System.nanoTime();
        portal.start();
        site.awaitStarted(portal);
        double millis = (System.nanoTime() - begun) / 1_000_000.0;
        samples.add("restart_ms", millis);
        site.tell("A start takes %.0f ms; the portal is killed up to %.0f ms after each".formatted(millis, 2 * millis));
        return millis;
    }

    private static List<ManagedObject> kill(
            Site site,
            PortalProcess portal,
            Workload load,
            Tamperer tamperer,
            int rounds,
            double window,
            Samples samples)
            throws InterruptedException {
        Random random = new Random(SEED);
        List<ManagedObject> whileDown = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double moment = random.nextDouble() * window;
            // The moment is what the bench is about, nothing that could be waited for.
            Thread.sleep((long) moment);
            boolean ready = Files.exists(portal.data().resolve("portal.url"));
            boolean endedBefore = !portal.running().isAlive();
            portal.kill();
            for (ManagedObject object : load.objects(TAMPERED + round * DRIFTS_WHILE_DOWN, DRIFTS_WHILE_DOWN)) {
                if (tamperer.drift(object)) {
                    whileDown.add(object);
                }
            }
            portal.start();
            samples.add("moment_ms", moment);
            samples.add("while_starting", ready ? 0 : 1);
            samples.add("ended_before", endedBefore ? 1 : 0);
            site.tell("kill %d of %d, %.0f ms after the start, %s"
                    .formatted(
                            round + 1,
                            rounds,
                            moment,
                            endedBefore ? "had ended by itself" : ready ? "under load" : "while it started"));
        }
        return whileDown;
    }

    private static Map<String, Double> metrics(
            int rounds,
            Samples samples,
            Findings findings,
            Writers writers,
            Tamperer tamperer,
            List<ManagedObject> whileDown) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("kill_rounds_count", (double) rounds);
        metrics.put("kill_while_starting_count", sum(samples, "while_starting"));
        metrics.put("kill_ended_before_count", sum(samples, "ended_before"));
        metrics.put("kill_requests_count", (double) writers.accepted().size());
        metrics.put("kill_refused_count", (double) writers.refused().size());
        metrics.put("kill_drifts_count", (double) tamperer.drifted().size());
        metrics.put("kill_drifts_while_down_count", (double) whileDown.size());
        metrics.putAll(findings.metrics());
        return metrics;
    }

    private static double sum(Samples samples, String name) {
        return samples.of(name).stream().mapToDouble(Double::doubleValue).sum();
    }
}
