package dev.slipway.portal.clusters;

import dev.slipway.clusters.ClusterNotReady;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.Kubeconfig;
import dev.slipway.portal.platform.ClusterView;
import dev.slipway.portal.security.ForAdmins;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.HandsOutCredentials;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.tenants.KubeconfigFile;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.UnavailableException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Clusters over the API. */
@RestController
@RequestMapping("/api/v1/clusters")
class ClustersApi {

    private static final Logger log = LoggerFactory.getLogger(ClustersApi.class);
    private static final Duration VALIDITY = Duration.ofDays(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ClusterViews views;
    private final Clusters clusters;

    ClustersApi(ClusterViews views, Clusters clusters) {
        this.views = views;
        this.clusters = clusters;
    }

    @GetMapping
    @ForEveryone
    Page<ClusterView> list() {
        return Page.ofAll(views.clusters());
    }

    /** Cluster-admin on the host, for whoever operates it. */
    @GetMapping("/host/kubeconfig")
    @ForAdmins
    @HandsOutCredentials
    ResponseEntity<String> hostKubeconfig(Person person) {
        try {
            Kubeconfig kubeconfig = clusters.hostKubeconfig(person.name(), Set.of(Clusters.ADMINS), VALIDITY);
            log.info("{} got a kubeconfig of the host that is valid until {}", person.name(), kubeconfig.expiresAt());
            return KubeconfigFile.of(Clusters.HOST, kubeconfig);
        } catch (ClusterNotReady e) {
            throw new UnavailableException(
                    "The host cluster is not ready yet; try again in a few seconds.", RETRY_AFTER, e);
        } catch (UnsupportedOperationException e) {
            throw new ConflictException("Access to the host cluster is issued by its owner, not here.");
        }
    }
}
