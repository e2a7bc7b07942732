package dev.slipway.gitops.engine;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.EngineNote;
import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.ObjectStatus;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.desired.DesiredInstance;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.DesiredState;
import dev.slipway.gitops.desired.DesiredStates;
import dev.slipway.gitops.engine.elsewhere.KeptHere;
import dev.slipway.gitops.engine.elsewhere.ToldStatus;
import dev.slipway.gitops.engine.elsewhere.ToldStatuses;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.store.AppliedInstance;
import dev.slipway.gitops.store.Inventory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Joins what is declared with how it is doing. */
@Component
final class InstanceBoard implements Instances {

    private final DesiredStates states;
    private final ClusterEngines engines;
    private final Inventory inventory;
    private final Clusters clusters;
    private final KeptHere kept;
    private final ToldStatuses told;

    InstanceBoard(
            DesiredStates states,
            ClusterEngines engines,
            Inventory inventory,
            Clusters clusters,
            KeptHere kept,
            ToldStatuses told) {
        this.states = states;
        this.engines = engines;
        this.inventory = inventory;
        this.clusters = clusters;
        this.kept = kept;
        this.told = told;
    }

    @Override
    public List<InstanceStatus> list() {
        DesiredState now = states.current();
        return now.instances().values().stream()
                .sorted(Comparator.comparing(instance -> instance.spec().key()))
                .map(instance -> status(now, instance))
                .toList();
    }

    @Override
    public Optional<InstanceStatus> find(InstanceKey key) {
        DesiredState now = states.current();
        return Optional.ofNullable(now.instances().get(key)).map(instance -> status(now, instance));
    }

    @Override
    public boolean isLeaving(InstanceKey key) {
        return !states.current().instances().containsKey(key) && inventory.knows(key);
    }

    @Override
    public Optional<String> waitsFor(InstanceKey key) {
        return find(key)
                .map(InstanceStatus::message)
                .or(() -> inventory.find(key).map(this::departure))
                .filter(reason -> !reason.isEmpty());
    }

    private String departure(AppliedInstance leaving) {
        int left = leaving.objects().size();
        return absence(leaving.cluster())
                .orElse("%s to go from cluster %s"
                        .formatted(left == 1 ? "1 object has" : left + " objects have", leaving.cluster()));
    }

    /** Why a cluster can't be worked with now. */
    private Optional<String> absence(String cluster) {
        if (kept.mayBeElsewhere(cluster)) {
            return Optional.of("Another replica of the portal keeps cluster %s".formatted(cluster));
        }
        ClusterEngine engine = engines.find(cluster);
        Optional<ClusterStatus> status = clusters.status(cluster);
        if (status.isEmpty()) {
            return Optional.of("Cluster %s is not there yet".formatted(cluster));
        }
        boolean works = status.get().isUp() && engine != null && engine.isConnected();
        return works
                ? Optional.empty()
                : Optional.of("Cluster %s %s: %s"
                        .formatted(
                                cluster,
                                status.get().state() == ClusterStatus.State.DOWN
                                        ? "can't be reached"
                                        : "is not there yet",
                                status.get().detail()));
    }

    @Override
    public List<Tenant> tenants() {
        return states.current().tenants().values().stream()
                .sorted(Comparator.comparing(Tenant::name))
                .toList();
    }

    @Override
    public Optional<Tenant> tenant(String name) {
        return Optional.ofNullable(states.current().tenants().get(name));
    }

    @Override
    public List<GoldenProblem> problems() {
        return states.current().problems();
    }

    private InstanceStatus status(DesiredState now, DesiredInstance instance) {
        Tenant tenant = now.tenants().get(instance.spec().key().tenant());
        if (tenant == null) {
            throw new IllegalStateException(
                    "An instance without its tenant: " + instance.spec().key());
        }
        Optional<ToldStatus> elsewhere = kept.mayBeElsewhere(instance.cluster())
                ? told.of(instance.spec().key())
                : Optional.empty();
        return elsewhere
                .map(known -> known.of(instance.spec(), tenant, instance.tree(), instance.objects()))
                .orElseGet(() -> status(tenant, instance));
    }

    private InstanceStatus status(Tenant tenant, DesiredInstance instance) {
        ClusterEngine engine = engines.find(instance.cluster());
        List<DesiredObject> declared = declared(engine, instance);
        List<ObjectStatus> objects = declared.stream()
                .map(object -> new ObjectStatus(
                        object.ref(),
                        engine == null ? Health.PENDING : engine.objects().health(object),
                        object.path()))
                .toList();
        boolean applied = engine != null && declared.stream().allMatch(engine.objects()::isApplied);
        String absence = absence(instance.cluster()).or(() -> problem(engine)).orElse(null);
        InstanceStatus.Phase phase = phase(absence, applied, objects);
        return new InstanceStatus(
                instance.spec(),
                tenant,
                instance.tree(),
                phase,
                message(phase, absence, objects),
                objects,
                note(engine, instance));
    }

    /** What is declared, with what orders it from another engine. */
    private List<DesiredObject> declared(@Nullable ClusterEngine engine, DesiredInstance instance) {
        boolean isShared = engine != null && engine.objects().desk() != null;
        List<DesiredObject> known =
                isShared ? engines.objects(instance.cluster(), instance.spec().key()) : List.of();
        return known.isEmpty() ? instance.objects() : known;
    }

    /** Why nothing can be ordered from another engine. */
    private static Optional<String> problem(@Nullable ClusterEngine engine) {
        ForeignDesk desk = engine == null ? null : engine.objects().desk();
        return Optional.ofNullable(desk).map(ForeignDesk::problem).filter(problem -> !problem.isEmpty());
    }

    private static @Nullable EngineNote note(@Nullable ClusterEngine engine, DesiredInstance instance) {
        ForeignDesk desk = engine == null ? null : engine.objects().desk();
        InstanceKey key = instance.spec().key();
        if (desk == null || !desk.has(key)) {
            return null;
        }
        String message = desk.health(key).message();
        return new EngineNote(
                desk.engine().kind().text(),
                desk.engine().title(),
                message.isEmpty() ? "Applied as declared" : message,
                desk.revision(key));
    }

    private static InstanceStatus.Phase phase(@Nullable String absence, boolean applied, List<ObjectStatus> objects) {
        if (any(objects, Health.State.FAILED)) {
            return InstanceStatus.Phase.FAILED;
        }
        if (absence != null) {
            return InstanceStatus.Phase.WAITING;
        }
        if (!applied) {
            return InstanceStatus.Phase.APPLYING;
        }
        boolean works = objects.stream().allMatch(object -> object.health().state() == Health.State.CURRENT);
        return works ? InstanceStatus.Phase.READY : InstanceStatus.Phase.STARTING;
    }

    private static boolean any(List<ObjectStatus> objects, Health.State state) {
        return objects.stream().anyMatch(object -> object.health().state() == state);
    }

    private static String message(InstanceStatus.Phase phase, @Nullable String absence, List<ObjectStatus> objects) {
        if (phase == InstanceStatus.Phase.WAITING && absence != null) {
            return absence;
        }
        return objects.stream()
                .filter(object -> object.health().state() != Health.State.CURRENT)
                .min(Comparator.comparing(object -> object.health().state() == Health.State.FAILED ? 0 : 1))
                .map(object -> object.ref() + ": " + object.health().message())
                .orElse("");
    }
}
