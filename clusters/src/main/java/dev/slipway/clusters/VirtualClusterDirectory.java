package dev.slipway.clusters;

import dev.slipway.clusters.spi.VirtualClusterProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The virtual clusters of the one provider. */
@Component
class VirtualClusterDirectory implements VirtualClusters {

    private final VirtualClusterProvider provider;
    private final VirtualClusterDeletions deletions;

    VirtualClusterDirectory(VirtualClusterProvider provider, VirtualClusterDeletions deletions) {
        this.provider = provider;
        this.deletions = deletions;
    }

    @Override
    public void ensure(VirtualClusterSpec spec) {
        provider.ensure(spec);
    }

    @Override
    public CompletableFuture<DeletionReport> delete(String name) {
        return deletions.delete(name);
    }

    @Override
    public Optional<VirtualClusterStatus> find(String name) {
        return list().stream()
                .filter(cluster -> cluster.spec().name().equals(name))
                .findFirst();
    }

    @Override
    public List<VirtualClusterStatus> list() {
        return provider.list();
    }

    @Override
    public Kubeconfig kubeconfig(String name, String user, Set<String> groups, Duration validity) {
        return provider.find(name).orElseThrow(() -> new UnknownCluster(name)).kubeconfig(user, groups, validity);
    }
}
