package dev.slipway.clusters.embedded;

import dev.slipway.clusters.ClusterNotReady;
import dev.slipway.clusters.DeletionReport;
import dev.slipway.clusters.VirtualClusterSpec;
import dev.slipway.clusters.VirtualClusterStatus;
import dev.slipway.clusters.connection.KeptCluster;
import dev.slipway.clusters.spi.ClusterListener;
import dev.slipway.clusters.spi.ManagedCluster;
import dev.slipway.clusters.spi.VirtualClusterProvider;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Virtual clusters as one control plane per tenant on the shared etcd. */
public final class EmbeddedVirtualClusterProvider implements VirtualClusterProvider {

    private final EmbeddedEnvironment environment;
    private final TenantStore store;
    private final Map<String, Tenant> tenants = new ConcurrentSkipListMap<>();
    private @Nullable ClusterListener listener;

    private record Tenant(VirtualClusterSpec spec, TenantUpkeep upkeep, KeptCluster cluster) {}

    public EmbeddedVirtualClusterProvider(EmbeddedEnvironment environment) {
        this.environment = environment;
        this.store = new TenantStore(environment.virtualFolder());
    }

    @Override
    public synchronized void open(ClusterListener told) {
        listener = told;
        store.all().stream().filter(spec -> !store.isDeleting(spec.name())).forEach(this::bringUp);
    }

    @Override
    public synchronized void ensure(VirtualClusterSpec spec) {
        if (store.isDeleting(spec.name())) {
            throw new IllegalStateException("Virtual cluster '%s' is being deleted".formatted(spec.name()));
        }
        Tenant known = tenants.get(spec.name());
        if (known == null) {
            store.save(spec);
            bringUp(spec);
        } else if (!known.spec().equals(spec)) {
            store.save(spec);
            known.upkeep().adapt(spec);
            tenants.put(spec.name(), new Tenant(spec, known.upkeep(), known.cluster()));
            known.cluster().wake();
        }
    }

    private void bringUp(VirtualClusterSpec spec) {
        TenantUpkeep upkeep = new TenantUpkeep(spec, store.folder(spec.name()), environment);
        KeptCluster cluster = new KeptCluster(
                spec.name(), upkeep, environment.settings().healthInterval(), new MarkUsable(store, told()));
        tenants.put(spec.name(), new Tenant(spec, upkeep, cluster));
        cluster.open();
    }

    private ClusterListener told() {
        if (listener == null) {
            throw new IllegalStateException("The provider of virtual clusters isn't opened yet");
        }
        return listener;
    }

    @Override
    public Set<String> unfinishedDeletions() {
        return store.all().stream()
                .map(VirtualClusterSpec::name)
                .filter(store::isDeleting)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<ManagedCluster> find(String name) {
        return Optional.ofNullable(tenants.get(name)).map(Tenant::cluster);
    }

    @Override
    public List<VirtualClusterStatus> list() {
        return tenants.values().stream()
                .map(tenant -> new VirtualClusterStatus(
                        tenant.spec(),
                        tenant.cluster().status(),
                        store.createdIn(tenant.spec().name()).orElse(null)))
                .toList();
    }

    @Override
    public DeletionReport delete(String name) {
        Instant begun = Instant.now();
        Tenant tenant;
        synchronized (this) {
            if (store.exists(name)) {
                store.markDeleting(name);
            }
            tenant = tenants.get(name);
        }
        try {
            if (tenant != null) {
                tenant.cluster().close();
                tenant.upkeep().deleteLogs();
            }
            long keys = new TenantKeys(environment).delete(name);
            store.delete(name);
            tenants.remove(name);
            int processes = tenant == null ? 0 : tenant.upkeep().livingProcesses();
            return new DeletionReport(name, processes, keys, store.files(name), Duration.between(begun, Instant.now()));
        } catch (IOException e) {
            throw new ClusterNotReady(name, "its deletion can't be finished now: " + e.getMessage());
        }
    }

    /** Ends the processes of all together, so that many tenants don't make a long farewell. */
    @Override
    public void close() {
        tenants.values().forEach(tenant -> tenant.cluster().abandon());
        environment
                .supervisor()
                .stop(tenants.values().stream()
                        .flatMap(tenant -> tenant.upkeep().processes().stream())
                        .toList());
        tenants.values().forEach(tenant -> tenant.cluster().close());
    }

    /** Notes the first time a virtual cluster is usable, then passes the news on. */
    private record MarkUsable(TenantStore store, ClusterListener next) implements ClusterListener {

        @Override
        public void up(String cluster) {
            store.markUsable(cluster);
            next.up(cluster);
        }

        @Override
        public void down(String cluster, String reason) {
            next.down(cluster, reason);
        }
    }
}
