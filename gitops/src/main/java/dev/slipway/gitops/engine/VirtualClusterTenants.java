package dev.slipway.gitops.engine;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.DeletionReport;
import dev.slipway.clusters.Quota;
import dev.slipway.clusters.VirtualClusterSpec;
import dev.slipway.clusters.VirtualClusterStatus;
import dev.slipway.clusters.VirtualClusters;
import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.TenantRemoved;
import dev.slipway.gitops.desired.DesiredState;
import dev.slipway.gitops.desired.DesiredStateChanged;
import dev.slipway.gitops.desired.DesiredStates;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.store.AppliedInstance;
import dev.slipway.gitops.store.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Has a virtual cluster for each tenant that declares one, and none else. */
@Component
class VirtualClusterTenants {

    private static final Logger log = LoggerFactory.getLogger(VirtualClusterTenants.class);
    private static final Quota UNTOLD = new Quota("2", "4Gi", "40", "20Gi");
    private static final long RETRY_SECONDS = 5;

    private final Clusters clusters;
    private final VirtualClusters virtual;
    private final ClusterEngines engines;
    private final InstanceProgress progress;
    private final Inventory inventory;
    private final GeneratedSecrets secrets;
    private final DesiredStates states;
    private final HeldRemovals removals;
    private final EngineThreads threads;
    private final ApplicationEventPublisher events;

    VirtualClusterTenants(
            Clusters clusters,
            VirtualClusters virtual,
            ClusterEngines engines,
            InstanceProgress progress,
            Inventory inventory,
            GeneratedSecrets secrets,
            DesiredStates states,
            HeldRemovals removals,
            EngineThreads threads,
            ApplicationEventPublisher events) {
        this.clusters = clusters;
        this.virtual = virtual;
        this.engines = engines;
        this.progress = progress;
        this.inventory = inventory;
        this.secrets = secrets;
        this.states = states;
        this.removals = removals;
        this.threads = threads;
        this.events = events;
    }

    @EventListener
    @Order(20)
    void on(DesiredStateChanged changed) {
        DesiredState now = changed.now();
        if (clusters.runsVirtualClusters()) {
            now.tenants().values().stream()
                    .filter(tenant -> tenant.kind() == Tenant.Kind.VIRTUAL_CLUSTER)
                    .forEach(this::ensure);
        }
        Stream.concat(
                        virtual.list().stream()
                                .map(VirtualClusterStatus::spec)
                                .map(VirtualClusterSpec::name)
                                .filter(name -> isUndeclared(name, now))
                                .filter(removals::isConfirmed),
                        vanished(changed).filter(name -> isUndeclared(name, now)))
                .forEach(this::remove);
    }

    /** Somebody confirmed that a virtual cluster goes which is declared no more. */
    void removeConfirmed(String name) {
        if (clusters.runsVirtualClusters() && isUndeclared(name, states.current()) && removals.isConfirmed(name)) {
            remove(name);
        }
    }

    /** What an earlier process began to take away and could not tell the end of: remembered, but no cluster any more. */
    private Stream<String> vanished(DesiredStateChanged changed) {
        DesiredState now = changed.now();
        Set<String> there =
                clusters.statuses().stream().map(ClusterStatus::name).collect(Collectors.toSet());
        now.instances().values().forEach(instance -> there.add(instance.cluster()));
        there.addAll(now.clusters().keySet());
        there.add(Clusters.HOST);
        // Another replica's virtual cluster is no cluster of this one, and yet is there.
        Map<String, RegisteredCluster> before = changed.before().clusters();
        return inventory.all().stream()
                .map(AppliedInstance::cluster)
                .distinct()
                .filter(name ->
                        !there.contains(name) && (clusters.runsVirtualClusters() || isRegistered(before.get(name))));
    }

    private static boolean isRegistered(@Nullable RegisteredCluster cluster) {
        return cluster != null && cluster.kind() == RegisteredCluster.Kind.REGISTERED;
    }

    private void ensure(Tenant tenant) {
        if (removals.isHeld(tenant.name())) {
            settle(tenant.name());
        }
        Quota quota = tenant.quota() == null ? UNTOLD : tenant.quota();
        try {
            virtual.ensure(new VirtualClusterSpec(tenant.name(), tenant.owner(), quota));
        } catch (IllegalStateException e) {
            // The one of the same name before is still on its way out.
            threads.timer().schedule(() -> ensure(tenant), RETRY_SECONDS, TimeUnit.SECONDS);
        } catch (IllegalArgumentException e) {
            log.warn("tenants/{}/tenant.yaml: {}", tenant.name(), e.getMessage());
        }
    }

    private static boolean isUndeclared(String name, DesiredState now) {
        String path = "tenants/" + name + "/";
        return !now.commit().isEmpty()
                && !now.tenants().containsKey(name)
                && now.problems().stream().noneMatch(problem -> problem.path().startsWith(path));
    }

    private void remove(String name) {
        engines.forget(name);
        virtual.delete(name).whenComplete((report, failure) -> {
            if (failure == null) {
                removed(name, report);
            } else {
                log.warn("Virtual cluster {} could not be removed, trying again: {}", name, failure.getMessage());
                threads.timer().schedule(() -> remove(name), RETRY_SECONDS, TimeUnit.SECONDS);
            }
        });
    }

    private void settle(String name) {
        removals.settled(name, HeldRemoval.virtualCluster(name));
    }

    private void removed(String name, DeletionReport report) {
        List<InstanceKey> inside = inventory.all().stream()
                .filter(known -> known.cluster().equals(name))
                .map(AppliedInstance::key)
                .toList();
        secrets.forgetCluster(name);
        settle(name);
        inside.forEach(key -> progress.removed(name, key));
        events.publishEvent(new TenantRemoved(name, report));
    }
}
