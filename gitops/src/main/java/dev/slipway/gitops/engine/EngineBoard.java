package dev.slipway.gitops.engine;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.elsewhere.KeptHere;
import dev.slipway.gitops.fleet.EngineReport;
import dev.slipway.gitops.fleet.EngineReport.State;
import dev.slipway.gitops.fleet.EngineReports;
import dev.slipway.gitops.fleet.Unapplied;
import dev.slipway.gitops.foreign.Site;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Sums up what isn't applied in a cluster, and what another engine that keeps it was ordered and says. */
@Component
final class EngineBoard implements EngineReports {

    private static final Health ALL_APPLIED = new Health(Health.State.CURRENT, "All is applied as declared");
    private static final Health NOTHING_ORDERED =
            new Health(Health.State.PENDING, "Nothing is declared for this cluster yet");

    private static final int MOST_TOLD = 5;
    private static final int LONGEST_MESSAGE = 500;

    private final ClusterEngines engines;
    private final KeptHere kept;

    EngineBoard(ClusterEngines engines, KeptHere kept) {
        this.engines = engines;
        this.kept = kept;
    }

    @Override
    public Optional<EngineReport> find(String cluster) {
        return Optional.ofNullable(engines.find(cluster))
                .map(ClusterEngine::objects)
                .flatMap(objects -> Optional.ofNullable(objects.desk()).map(desk -> report(objects, desk)));
    }

    @Override
    public Map<String, EngineReport> all() {
        Map<String, EngineReport> reports = new TreeMap<>();
        engines.names().forEach(name -> find(name).ifPresent(report -> reports.put(name, report)));
        return reports;
    }

    @Override
    public Optional<Unapplied> unapplied(String cluster, Predicate<InstanceKey> visible) {
        return Optional.ofNullable(engines.find(cluster))
                .filter(engine -> kept.has(cluster))
                .map(engine -> unapplied(engine.objects(), visible));
    }

    private static Unapplied unapplied(EngineObjects objects, Predicate<InstanceKey> visible) {
        List<DesiredObject> missing = objects.desired().values().stream()
                .filter(object -> !objects.isInPlace(object) && visible.test(object.owner()))
                .toList();
        return new Unapplied(
                missing.size(),
                missing.stream()
                        .sorted(Comparator.comparingInt((DesiredObject object) -> tells(objects.health(object)))
                                .thenComparing(DesiredObject::owner)
                                .thenComparing(object -> object.ref().toString()))
                        .limit(MOST_TOLD)
                        .map(object -> item(object, objects))
                        .toList());
    }

    private static Unapplied.Item item(DesiredObject object, EngineObjects objects) {
        String told = objects.health(object).message();
        String message = told.isEmpty() ? "Is being put back" : told;
        return new Unapplied.Item(
                object.ref(),
                Site.isShared(object.owner()) ? objects.title() : object.owner().path(),
                message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…");
    }

    private static EngineReport report(EngineObjects objects, ForeignDesk desk) {
        List<DesiredObject> own = objects.desired().values().stream()
                .filter(object -> desk.isOrder(object.ref()) || Site.isShared(object.owner()))
                // Where the engine's definitions are missing, nothing else is worth telling.
                .sorted(Comparator.comparing((DesiredObject object) ->
                                object.ref().apiVersion().equals("v1"))
                        .thenComparing(DesiredObject::owner))
                .toList();
        List<DesiredObject> orders =
                own.stream().filter(object -> desk.isOrder(object.ref())).toList();
        int applied = (int)
                orders.stream().filter(order -> desk.isSettled(order.owner())).count();
        int drifting = (int) objects.detections().keySet().stream()
                .map(objects.desired()::get)
                .filter(object -> object != null && object.isWatchedOnly())
                .count();
        Health health = health(own, objects, desk);
        return new EngineReport(
                desk.engine().title(), state(health), health.message(), orders.size(), applied, drifting);
    }

    /** Why nothing can be ordered, else what is worst of the objects that order. */
    private static Health health(List<DesiredObject> own, EngineObjects objects, ForeignDesk desk) {
        return desk.problem().isEmpty()
                ? own.stream()
                        .map(objects::health)
                        .filter(health -> health.state() != Health.State.CURRENT)
                        .min(Comparator.comparing(EngineBoard::tells))
                        .orElse(own.isEmpty() ? NOTHING_ORDERED : ALL_APPLIED)
                : new Health(Health.State.FAILED, desk.problem());
    }

    /** What failed comes first; what wasn't tried yet waits for something that can say why. */
    private static int tells(Health health) {
        if (health.state() == Health.State.FAILED) {
            return 0;
        }
        return health.equals(Health.PENDING) ? 2 : 1;
    }

    private static State state(Health health) {
        return switch (health.state()) {
            case FAILED -> State.FAILED;
            case CURRENT -> State.READY;
            default -> State.WAITING;
        };
    }
}
