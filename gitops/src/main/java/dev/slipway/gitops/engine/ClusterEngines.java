package dev.slipway.gitops.engine;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.ClusterRemoved;
import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.ClusterUp;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredInstance;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.DesiredState;
import dev.slipway.gitops.desired.DesiredStateChanged;
import dev.slipway.gitops.desired.DesiredStates;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.store.AppliedInstance;
import dev.slipway.gitops.store.Inventory;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** One engine a cluster: tells each what is declared for it, and connects it when its cluster answers. */
@Component
class ClusterEngines {

    private final Clusters clusters;
    private final DesiredStates states;
    private final InstanceProgress progress;
    private final Inventory inventory;
    private final GeneratedSecrets secrets;
    private final DriftSettings settings;
    private final EngineThreads threads;
    private final Map<String, ClusterEngine> engines = new HashMap<>();
    private boolean remembered;

    ClusterEngines(
            Clusters clusters,
            DesiredStates states,
            InstanceProgress progress,
            Inventory inventory,
            GeneratedSecrets secrets,
            DriftSettings settings,
            EngineThreads threads) {
        this.clusters = clusters;
        this.states = states;
        this.progress = progress;
        this.inventory = inventory;
        this.secrets = secrets;
        this.settings = settings;
        this.threads = threads;
        long resync = settings.resync().toMillis();
        threads.timer().scheduleWithFixedDelay(this::resync, resync, resync, TimeUnit.MILLISECONDS);
    }

    @EventListener
    @Order(10)
    synchronized void on(DesiredStateChanged changed) {
        remember();
        DesiredState now = changed.now();
        Map<String, Map<ObjectRef, DesiredObject>> wanted = new HashMap<>();
        engines.keySet().forEach(name -> wanted.put(name, new HashMap<>()));
        now.instances().forEach((key, instance) -> {
            progress.stays(key);
            Map<ObjectRef, DesiredObject> objects = wanted.computeIfAbsent(instance.cluster(), name -> new HashMap<>());
            instance.objects().forEach(object -> objects.put(object.ref(), object));
            inventory.announce(key, instance.cluster(), refs(instance));
        });
        Map<String, Set<ObjectRef>> leftovers = takeLeave(now, wanted);
        wanted.forEach((name, objects) -> {
            ClusterEngine engine = engine(name);
            engine.declare(objects);
            engine.remove(leftovers.getOrDefault(name, Set.of()));
        });
        leftovers.forEach((name, objects) -> {
            if (!wanted.containsKey(name)) {
                engine(name).remove(objects);
            }
        });
        now.instances().forEach((key, instance) -> {
            if (!instance.equals(changed.before().instances().get(key))) {
                progress.look(engine(instance.cluster()).objects(), key);
            }
        });
    }

    private void remember() {
        if (!remembered) {
            inventory.load();
            remembered = true;
        }
    }

    /** What the inventory knows and nobody declares any more, by cluster. */
    private Map<String, Set<ObjectRef>> takeLeave(DesiredState now, Map<String, Map<ObjectRef, DesiredObject>> wanted) {
        Map<String, Set<ObjectRef>> leftovers = new HashMap<>();
        for (AppliedInstance known : inventory.all()) {
            InstanceKey key = known.key();
            Set<ObjectRef> left = new HashSet<>(known.objects());
            left.removeAll(wanted.getOrDefault(known.cluster(), Map.of()).keySet());
            if (progress.isUndeclared(key)) {
                progress.leaves(key, left);
            } else if (!now.instances().containsKey(key)) {
                continue;
            }
            leftovers.computeIfAbsent(known.cluster(), name -> new HashSet<>()).addAll(left);
        }
        return leftovers;
    }

    private static Set<ObjectRef> refs(DesiredInstance instance) {
        return instance.objects().stream().map(DesiredObject::ref).collect(Collectors.toSet());
    }

    private ClusterEngine engine(String name) {
        return engines.computeIfAbsent(name, cluster -> {
            ClusterEngine engine = new ClusterEngine(cluster, progress, secrets, settings, threads);
            if (clusters.status(cluster).filter(ClusterStatus::isUp).isPresent()) {
                clusters.find(cluster).ifPresent(up -> connect(engine, up));
            }
            return engine;
        });
    }

    private static void connect(ClusterEngine engine, Cluster cluster) {
        engine.connect(new ObjectClient(cluster.client()));
    }

    @EventListener
    synchronized void on(ClusterUp up) {
        ClusterEngine engine = engines.get(up.name());
        if (engine != null) {
            clusters.find(up.name()).ifPresent(cluster -> connect(engine, cluster));
        }
    }

    @EventListener
    synchronized void on(ClusterRemoved removed) {
        forget(removed.name());
    }

    /** A cluster goes as a whole, so that there is no use in taking its objects away one by one. */
    synchronized void forget(String name) {
        ClusterEngine engine = engines.remove(name);
        if (engine != null) {
            engine.close();
        }
    }

    synchronized @Nullable ClusterEngine find(String name) {
        return engines.get(name);
    }

    private synchronized void resync() {
        engines.values().forEach(ClusterEngine::resync);
    }

    @PreDestroy
    synchronized void close() {
        engines.values().forEach(ClusterEngine::close);
    }
}
