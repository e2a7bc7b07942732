package dev.slipway.gitops.foreign;

import dev.slipway.gitops.fleet.FleetFiles;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.repository.GoldenSettings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Says where the engine of a cluster works and how it reaches the golden repository. */
@Component
public final class Sites {

    private final ForeignSettings settings;
    private final GoldenSettings golden;
    private final ObjectProvider<GoldenAddress> address;

    Sites(ForeignSettings settings, GoldenSettings golden, ObjectProvider<GoldenAddress> address) {
        GoldenSettings.requireNoUser(
                settings.url(), "slipway.engines.url", "a Secret's name as slipway.engines.secret");
        this.settings = settings;
        this.golden = golden;
        this.address = address;
    }

    /**
     * The site of a cluster that another engine keeps.
     *
     * @throws IllegalArgumentException if something is missing; the message says what to do
     */
    public Site of(RegisteredCluster cluster) {
        boolean isServedHere = settings.url() == null && golden.url() == null;
        boolean isOurs = isServedHere && settings.secret() == null;
        return new Site(
                cluster,
                namespace(cluster),
                url(),
                golden.branch(),
                isOurs ? Site.shared(cluster) : settings.secret(),
                isOurs,
                written(settings.interval()));
    }

    private String url() {
        String url = settings.url() != null ? settings.url() : golden.url();
        return Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(address.getIfAvailable()).flatMap(GoldenAddress::url))
                .orElseThrow(() -> new IllegalArgumentException("The cluster has to reach the golden repository:"
                        + " set slipway.url, or slipway.engines.url, to where it finds it"));
    }

    private String namespace(RegisteredCluster cluster) {
        boolean isFlux = cluster.engine() == RegisteredCluster.Engine.FLUX;
        String usual = isFlux ? settings.fluxNamespace() : settings.argocdNamespace();
        if (cluster.admits(usual)) {
            return usual;
        }
        if (isFlux) {
            return cluster.defaultNamespace();
        }
        throw new IllegalArgumentException(
                "Argo CD takes Applications in the namespace %s only: add it to spec.namespaces of %s"
                        .formatted(usual, FleetFiles.path(cluster.name())));
    }

    private static String written(@Nullable Duration interval) {
        return interval == null ? "1m" : interval.toSeconds() + "s";
    }
}
