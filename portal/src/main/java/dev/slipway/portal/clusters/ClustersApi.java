package dev.slipway.portal.clusters;

import dev.slipway.clusters.ClusterNotReady;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.Kubeconfig;
import dev.slipway.portal.security.ForAdmins;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.ForPlatform;
import dev.slipway.portal.security.HandsOutCredentials;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.tenants.KubeconfigFile;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import dev.slipway.portal.web.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Clusters over the API. */
@RestController
@RequestMapping("/api/v1/clusters")
class ClustersApi {

    private static final Logger log = LoggerFactory.getLogger(ClustersApi.class);
    private static final Duration VALIDITY = Duration.ofDays(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final FleetViews views;
    private final Registrations registrations;
    private final Clusters clusters;

    ClustersApi(FleetViews views, Registrations registrations, Clusters clusters) {
        this.views = views;
        this.registrations = registrations;
        this.clusters = clusters;
    }

    @GetMapping
    @ForEveryone
    Page<RegisteredView> list(
            @RequestParam(required = false) @Nullable String find,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person) {
        return Page.cut(views.list(new FleetFilter(find, state), person), PageRequest.of(page, size));
    }

    @GetMapping("/{name}")
    @ForEveryone
    RegisteredView show(@PathVariable String name, Person person) {
        return views.find(name, person);
    }

    /** Keeps the credentials sealed beside the golden repository and commits the rest, which is followed a moment later. */
    @PostMapping
    @ForPlatform
    ResponseEntity<Void> register(@RequestBody RegisterBody body, Person person) {
        String name = registrations.register(body, person);
        return ResponseEntity.created(URI.create("/api/v1/clusters/" + name)).build();
    }

    /** Changes what is given and leaves the rest as it is. */
    @PutMapping("/{name}")
    @ForPlatform
    ResponseEntity<Void> change(@PathVariable String name, @RequestBody RegisterBody body, Person person) {
        registrations.change(name, body, person);
        return ResponseEntity.noContent().build();
    }

    /**
     * Unregisters a cluster; what is in it stays.
     *
     * @param confirm the cluster's name once more
     */
    @DeleteMapping("/{name}")
    @ForPlatform
    ResponseEntity<Void> unregister(
            @PathVariable String name, @RequestParam(required = false) @Nullable String confirm, Person person) {
        registrations.unregister(name, confirm, person);
        return ResponseEntity.noContent().build();
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
