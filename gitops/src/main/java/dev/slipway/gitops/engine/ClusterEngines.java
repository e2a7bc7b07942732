package dev.slipway.gitops.engine;

import dev.slipway.clusters.ClusterRemoved;
import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.ClusterUp;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.DesiredStateChanged;
import dev.slipway.gitops.engine.exemptions.ExemptionsChanged;
import dev.slipway.gitops.fleet.ClusterLeases;
import dev.slipway.gitops.fleet.LeaseLost;
import dev.slipway.gitops.fleet.LeaseTaken;
import dev.slipway.gitops.store.AppliedInstance;
import dev.slipway.gitops.store.Inventory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** One engine a cluster: tells each what is declared for it, and connects it when its cluster answers. */
@Component
class ClusterEngines {

    private static final Logger log = LoggerFactory.getLogger(ClusterEngines.class);

    private final Clusters clusters;
    private final ClusterLeases leases;
    private final InstanceProgress progress;
    private final Inventory inventory;
    private final GeneratedSecrets secrets;
    private final ForeignUnits foreign;
    private final DriftSettings settings;
    private final EngineThreads threads;
    private final SpecialCases special;
    private final Takeovers takeovers;
    private final Map<String, ClusterEngine> engines = new HashMap<>();
    private final Map<String, Map<InstanceKey, Unit>> declared = new HashMap<>();
    private @Nullable Declarations latest;
    private boolean closed;

    ClusterEngines(
            Clusters clusters,
            ClusterLeases leases,
            InstanceProgress progress,
            Inventory inventory,
            GeneratedSecrets secrets,
            ForeignUnits foreign,
            DriftSettings settings,
            EngineThreads threads,
            SpecialCases special,
            Takeovers takeovers) {
        this.clusters = clusters;
        this.leases = leases;
        this.progress = progress;
        this.inventory = inventory;
        this.secrets = secrets;
        this.foreign = foreign;
        this.settings = settings;
        this.threads = threads;
        this.special = special;
        this.takeovers = takeovers;
        long resync = settings.resync().toMillis();
        threads.timer().scheduleWithFixedDelay(this::resync, resync, resync, TimeUnit.MILLISECONDS);
    }

    @EventListener
    @Order(10)
    synchronized void on(DesiredStateChanged changed) {
        Declarations now = new Declarations(changed.now());
        Set<String> affected = latest == null ? remember(now) : now.changedSince(changed.before());
        latest = now;
        affected.forEach(cluster -> declare(cluster, now));
        engines.keySet().stream().filter(now::isLeftAlone).toList().forEach(this::leaveAlone);
    }

    private Set<String> remember(Declarations now) {
        inventory.load();
        Set<String> all = new HashSet<>(now.clusters());
        inventory.all().forEach(known -> all.add(known.cluster()));
        return all;
    }

    private void declare(String cluster, Declarations now) {
        if (now.isLeftAlone(cluster)) {
            return;
        }
        ClusterEngine engine = engine(cluster);
        Map<InstanceKey, Unit> units = units(engine, now);
        Map<InstanceKey, Unit> before = declared.getOrDefault(cluster, Map.of());
        Map<InstanceKey, Unit> changed = new LinkedHashMap<>(units);
        changed.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        Map<ObjectRef, DesiredObject> wanted = new HashMap<>();
        units.values().forEach(unit -> unit.objects().forEach(object -> wanted.put(object.ref(), object)));
        changed.forEach((key, unit) -> inventory.announce(
                key, cluster, unit.objects().stream().map(DesiredObject::ref).toList()));
        engine.declare(wanted, ref -> inventory.takeBaseline(cluster, ref));
        engine.remove(takeLeave(cluster, units, changed, wanted));
        changed.forEach(
                (key, unit) -> progress.declared(engine.objects(), key, unit).forEach(engine::begin));
        engine.wake(changed.keySet());
        declared.put(cluster, units);
    }

    /** What is declared, divided between the platform and another engine where there is one. */
    private Map<InstanceKey, Unit> units(ClusterEngine engine, Declarations now) {
        EngineObjects objects = engine.objects();
        Map<InstanceKey, Unit> units = now.on(objects.cluster());
        ForeignUnits.Shared shared = foreign.share(now.cluster(objects.cluster()), units, objects.desk());
        engine.attend(shared == null ? null : shared.desk());
        return shared == null ? units : shared.units();
    }

    /** What an instance has in a cluster, with what orders it from another engine. */
    synchronized List<DesiredObject> objects(String cluster, InstanceKey key) {
        Unit unit = declared.getOrDefault(cluster, Map.of()).get(key);
        return unit == null ? List.of() : unit.objects();
    }

    /** What the inventory knows and nobody declares any more. */
    private Map<ObjectRef, InstanceKey> takeLeave(
            String cluster,
            Map<InstanceKey, Unit> units,
            Map<InstanceKey, Unit> changed,
            Map<ObjectRef, DesiredObject> wanted) {
        Map<ObjectRef, InstanceKey> leftovers = new HashMap<>();
        for (AppliedInstance known : inventory.on(cluster)) {
            InstanceKey key = known.key();
            if (units.containsKey(key) && !changed.containsKey(key)) {
                continue;
            }
            boolean goes = !units.containsKey(key) && (key.isBaseline() || progress.isUndeclared(key));
            Set<ObjectRef> left = new HashSet<>(known.objects());
            left.removeAll(wanted.keySet());
            if (goes) {
                progress.leaves(cluster, key, left);
            }
            if (goes || units.containsKey(key)) {
                left.forEach(ref -> leftovers.put(ref, key));
            }
        }
        return leftovers;
    }

    private ClusterEngine engine(String name) {
        return engines.computeIfAbsent(name, cluster -> {
            ClusterEngine engine = new ClusterEngine(cluster, progress, secrets, settings, threads, special);
            if (clusters.status(cluster).filter(ClusterStatus::isUp).isPresent()) {
                connect(cluster, engine);
            }
            return engine;
        });
    }

    private void connect(String name, ClusterEngine engine) {
        if (!closed && leases.isMine(name) && !takeovers.isUnderWay(name)) {
            clusters.find(name).ifPresent(engine::connect);
        }
    }

    /** What was declared for it is the business of somebody else now, or of nobody; what it has stays. */
    private void leaveAlone(String name) {
        forget(name);
        progress.forget(name);
    }

    @EventListener
    synchronized void on(ExemptionsChanged changed) {
        changed.objects().forEach((cluster, objects) -> {
            ClusterEngine engine = engines.get(cluster);
            if (engine != null) {
                engine.review(objects);
            }
        });
    }

    @EventListener
    synchronized void on(LeaseTaken taken) {
        takeovers.begin(taken.cluster(), () -> take(taken.cluster()));
    }

    private synchronized void take(String cluster) {
        ClusterEngine engine = engines.get(cluster);
        if (takeovers.end(cluster) && engine != null) {
            recall(cluster, engine);
            connect(cluster, engine);
        }
    }

    /** Begins with what the replica noted that kept the cluster before. */
    private void recall(String cluster, ClusterEngine engine) {
        try {
            inventory.reload(cluster);
            engine.recall(ref -> inventory.takeBaseline(cluster, ref));
            declared.remove(cluster);
            if (latest != null) {
                declare(cluster, latest);
            }
        } catch (DataAccessException e) {
            log.warn("What others noted of {} can't be read; it is compared with what is known here", cluster, e);
        }
    }

    @EventListener
    synchronized void on(LeaseLost lost) {
        takeovers.end(lost.cluster());
        ClusterEngine engine = engines.get(lost.cluster());
        if (engine != null) {
            engine.disconnect();
        }
    }

    @EventListener
    synchronized void on(ClusterUp up) {
        ClusterEngine engine = engines.get(up.name());
        if (engine != null) {
            connect(up.name(), engine);
        }
    }

    @EventListener
    synchronized void on(ClusterRemoved removed) {
        forget(removed.name());
    }

    /** A cluster goes as a whole, so that there is no use in taking its objects away one by one. */
    synchronized void forget(String name) {
        declared.remove(name);
        ClusterEngine engine = engines.remove(name);
        if (engine != null) {
            special.fights().declared(name, object -> false);
            engine.close();
        }
    }

    synchronized @Nullable ClusterEngine find(String name) {
        return engines.get(name);
    }

    synchronized List<String> names() {
        return List.copyOf(engines.keySet());
    }

    private synchronized void resync() {
        engines.values().forEach(engine -> engine.resync(settings.resync().toMillis()));
    }

    /** Before the clusters stop, whose clients are in use here. */
    @EventListener
    @Order(1)
    synchronized void on(ContextClosedEvent stopping) {
        closed = true;
        engines.values().forEach(ClusterEngine::close);
    }
}
