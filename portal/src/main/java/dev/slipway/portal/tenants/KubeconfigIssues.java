package dev.slipway.portal.tenants;

import dev.slipway.clusters.ClusterNotReady;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.Kubeconfig;
import dev.slipway.clusters.UnknownCluster;
import dev.slipway.clusters.VirtualClusters;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.Yaml;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.ForbiddenException;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hands out kubeconfigs of tenants and remembers who got one until when; the credential itself is never kept. */
@Component
public class KubeconfigIssues {

    private static final Logger log = LoggerFactory.getLogger(KubeconfigIssues.class);
    private static final Duration VALIDITY = Duration.ofDays(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

    private final VisibleTenants visible;
    private final Clusters clusters;
    private final VirtualClusters virtual;
    private final JdbcClient jdbc;

    KubeconfigIssues(VisibleTenants visible, Clusters clusters, VirtualClusters virtual, JdbcClient jdbc) {
        this.visible = visible;
        this.clusters = clusters;
        this.virtual = virtual;
        this.jdbc = jdbc;
    }

    /**
     * Issues a kubeconfig with a new certificate and the rights of the tenant's team, valid for 30 days.
     *
     * @throws dev.slipway.portal.web.NotFoundException if there is no such tenant that the person may see
     * @throws ForbiddenException if they may see it but are not of its team
     * @throws UnavailableException if its cluster is not ready yet
     * @throws ConflictException if access to its cluster is issued by somebody else
     */
    Kubeconfig issue(String name, Person person) {
        Tenant tenant = visible.find(name, person);
        if (!person.canChange(tenant.owner())) {
            throw new ForbiddenException("The tenant '%s' belongs to %s; only its members get its kubeconfig."
                    .formatted(name, tenant.owner()));
        }
        Kubeconfig kubeconfig = issue(tenant, person);
        remember(tenant, person, kubeconfig);
        log.info(
                "{} got a kubeconfig of tenant {} that is valid until {}", person.name(), name, kubeconfig.expiresAt());
        return kubeconfig;
    }

    private Kubeconfig issue(Tenant tenant, Person person) {
        Set<String> groups = Set.of(tenant.owner());
        try {
            return switch (tenant.kind()) {
                case VIRTUAL_CLUSTER -> virtual.kubeconfig(tenant.name(), person.name(), groups, VALIDITY);
                case NAMESPACE -> within(tenant.namespace(), clusters.hostKubeconfig(person.name(), groups, VALIDITY));
            };
        } catch (ClusterNotReady | UnknownCluster e) {
            throw new UnavailableException(
                    "The cluster of tenant '%s' is not ready yet; try again in a few seconds.".formatted(tenant.name()),
                    RETRY_AFTER,
                    e);
        } catch (UnsupportedOperationException e) {
            throw new ConflictException("Access to this cluster is issued by its owner, not here.");
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("", "No certificate can be issued for your user name: " + e.getMessage());
        }
    }

    /** Makes the tenant's namespace the one that commands go to. */
    private static Kubeconfig within(String namespace, Kubeconfig whole) {
        Map<String, Object> config = Yaml.read(whole.yaml());
        if (config.get("contexts") instanceof List<?> contexts
                && contexts.get(0) instanceof Map<?, ?> first
                && first.get("context") instanceof Map<?, ?> context) {
            Map<String, Object> narrowed = new LinkedHashMap<>();
            context.forEach((key, value) -> narrowed.put(String.valueOf(key), value));
            narrowed.put("namespace", namespace);
            config.put("contexts", List.of(Map.of("name", String.valueOf(first.get("name")), "context", narrowed)));
        }
        return new Kubeconfig(Yaml.write(config), whole.expiresAt());
    }

    private void remember(Tenant tenant, Person person, Kubeconfig kubeconfig) {
        jdbc.sql("""
                        insert into kubeconfig_issue (tenant, issuer, subject, name, issued_at, expires_at)
                        values (:tenant, :issuer, :subject, :name, now(), :expiresAt)
                        """)
                .param("tenant", tenant.name())
                .param("issuer", person.issuer())
                .param("subject", person.subject())
                .param("name", person.name())
                .param("expiresAt", OffsetDateTime.ofInstant(kubeconfig.expiresAt(), ZoneOffset.UTC))
                .update();
    }

    /** Until when the kubeconfigs last that a person got, by tenant; only those that still do. */
    public Map<String, Instant> expiriesOf(Person person) {
        Map<String, Instant> expiries = new HashMap<>();
        jdbc.sql("""
                        select tenant, max(expires_at) as expires_at from kubeconfig_issue
                         where issuer = :issuer and subject = :subject and expires_at > now() group by tenant
                        """)
                .param("issuer", person.issuer())
                .param("subject", person.subject())
                .query(row -> {
                    expiries.put(
                            row.getString("tenant"),
                            row.getObject("expires_at", OffsetDateTime.class).toInstant());
                });
        return expiries;
    }
}
