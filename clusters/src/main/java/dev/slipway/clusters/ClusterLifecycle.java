package dev.slipway.clusters;

import dev.slipway.clusters.embedded.EmbeddedEnvironment;
import dev.slipway.clusters.files.DataLock;
import dev.slipway.clusters.process.ProcessSupervisor;
import dev.slipway.clusters.spi.ClusterListener;
import dev.slipway.clusters.spi.ClusterProvider;
import dev.slipway.clusters.spi.ManagedCluster;
import dev.slipway.clusters.spi.VirtualClusterProvider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts all clusters with the application, and stops them after what uses them. */
@Component
class ClusterLifecycle implements SmartLifecycle {

    private final EmbeddedEnvironment environment;
    private final ClusterSettings settings;
    private final ProcessSupervisor supervisor;
    private final ClusterProvider hostProvider;
    private final VirtualClusterProvider virtualProvider;
    private final VirtualClusterDeletions deletions;
    private final ClusterListener listener;

    private volatile @Nullable ManagedCluster host;
    private volatile @Nullable DataLock lock;

    ClusterLifecycle(
            EmbeddedEnvironment environment,
            ClusterSettings settings,
            ProcessSupervisor supervisor,
            ClusterProvider hostProvider,
            VirtualClusterProvider virtualProvider,
            VirtualClusterDeletions deletions,
            ApplicationEventPublisher events) {
        this.environment = environment;
        this.settings = settings;
        this.supervisor = supervisor;
        this.hostProvider = hostProvider;
        this.virtualProvider = virtualProvider;
        this.deletions = deletions;
        this.listener = new ClusterNews(events);
    }

    /** The host if clusters are switched on. */
    Optional<ManagedCluster> host() {
        return Optional.ofNullable(host);
    }

    @Override
    public void start() {
        if (!settings.enabled()) {
            return;
        }
        lock = DataLock.hold(environment.data());
        supervisor.endOrphans();
        host = hostProvider.open(listener);
        if (settings.virtual()) {
            virtualProvider.open(listener);
            virtualProvider.unfinishedDeletions().forEach(deletions::delete);
        }
    }

    @Override
    public void stop() {
        ManagedCluster opened = host;
        DataLock held = lock;
        if (opened == null || held == null) {
            return;
        }
        virtualProvider.close();
        opened.close();
        supervisor.close();
        held.close();
        lock = null;
    }

    @Override
    public boolean isRunning() {
        return lock != null;
    }

    /** Early in, late out: the web server and what reconciles start after it and stop before it. */
    @Override
    public int getPhase() {
        return -1000;
    }
}
