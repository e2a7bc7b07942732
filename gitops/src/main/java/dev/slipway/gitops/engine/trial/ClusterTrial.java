package dev.slipway.gitops.engine.trial;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.DesiredStates;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenTrial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Asks the API server of each manifest's cluster to make the object, as a dry run: its answer then doesn't depend on
 * what is there, and it knows its kinds best.
 */
@Component
final class ClusterTrial implements GoldenTrial {

    private static final int MOST_THREADS = 64;
    private static final int MOST_REMARKS = 20;

    private final DesiredStates states;
    private final Clusters clusters;
    private final PushSettings settings;

    ClusterTrial(DesiredStates states, Clusters clusters, PushSettings settings) {
        this.states = states;
        this.clusters = clusters;
        this.settings = settings;
    }

    @Override
    public Outcome of(String commit) {
        if (settings.within().isZero()) {
            return Outcome.FINE;
        }
        List<String> remarks = new ArrayList<>();
        List<Desk> desks = new ArrayList<>();
        Map<String, List<DesiredObject>> changed = Changed.between(clusters, states.current(), states.at(commit));
        Set<String> redefined = Redefined.by(changed.values());
        changed.forEach((cluster, objects) -> {
            Optional<Cluster> open =
                    clusters.find(cluster).filter(each -> each.status().isUp());
            open.ifPresentOrElse(
                    each -> desks.add(new Desk(cluster, new ObjectClient(each.client()), objects, redefined)),
                    () -> remarks.add(absent(cluster, objects)));
        });
        ask(desks);
        String within = seconds(settings.within());
        desks.forEach(desk -> remarks.addAll(desk.remarks(within)));
        List<GoldenProblem> problems = desks.stream()
                .flatMap(desk -> desk.problems().stream())
                .sorted(Comparator.comparing(GoldenProblem::path).thenComparing(GoldenProblem::message))
                .toList();
        return new Outcome(problems, remarks.stream().limit(MOST_REMARKS).toList());
    }

    private String absent(String cluster, List<DesiredObject> objects) {
        String why = clusters.status(cluster)
                .map(ClusterTrial::state)
                .orElse("it isn't there yet, or another replica of the portal keeps it");
        return "%s not checked by cluster '%s': %s".formatted(Desk.manifests(objects.size()), cluster, why);
    }

    private static String state(ClusterStatus status) {
        return "it is %s (%s)".formatted(status.state(), status.detail());
    }

    /** All at the same time, so that one cluster that doesn't answer takes no other's time. */
    private void ask(List<Desk> desks) {
        List<Callable<Object>> work = new ArrayList<>();
        for (int turn = 0; turn < settings.parallelPerCluster(); turn++) {
            for (Desk desk : desks) {
                if (turn < desk.size()) {
                    work.add(Executors.callable(desk::work));
                }
            }
        }
        if (work.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(MOST_THREADS, work.size()), task -> {
            Thread thread = new Thread(task, "push-trial");
            thread.setDaemon(true);
            return thread;
        });
        try {
            threads.invokeAll(work, settings.within().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private static String seconds(Duration within) {
        return within.toMillis() / 1000.0 + " s";
    }
}
