package dev.slipway.portal.tenants;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.portal.instances.Origin;
import dev.slipway.portal.instances.Origins;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows tenants to people: each sees those of the teams they read. */
@Component
class TenantViews {

    private final VisibleTenants visible;
    private final Instances instances;
    private final Clusters clusters;
    private final Origins origins;
    private final QuotaUse quotaUse;
    private final KubeconfigIssues kubeconfigs;

    TenantViews(
            VisibleTenants visible,
            Instances instances,
            Clusters clusters,
            Origins origins,
            QuotaUse quotaUse,
            KubeconfigIssues kubeconfigs) {
        this.visible = visible;
        this.instances = instances;
        this.clusters = clusters;
        this.origins = origins;
        this.quotaUse = quotaUse;
        this.kubeconfigs = kubeconfigs;
    }

    /**
     * A page of the tenants that the person may see, by name.
     *
     * @param team whose they are, {@code null} for all
     */
    Page<TenantView> list(@Nullable String team, Person person, PageRequest page) {
        List<Tenant> all = visible.of(person).stream()
                .filter(tenant -> team == null || team.equals(tenant.owner()))
                .toList();
        Page<Tenant> found = Page.cut(all, page);
        return new Page<>(views(found.items(), person), found.page(), found.size(), found.total());
    }

    /** One tenant, if the person may see it. */
    TenantView find(String name, Person person) {
        return views(List.of(visible.find(name, person)), person).get(0);
    }

    private List<TenantView> views(List<Tenant> tenants, Person person) {
        List<InstanceStatus> all = instances.list();
        Map<String, Long> counts = all.stream()
                .map(status -> status.spec().key())
                .filter(key -> !key.equals(makerOf(key.tenant())))
                .collect(Collectors.groupingBy(InstanceKey::tenant, Collectors.counting()));
        Map<String, InstanceStatus> makers = all.stream()
                .filter(status ->
                        status.spec().key().equals(makerOf(status.tenant().name())))
                .collect(Collectors.toMap(status -> status.tenant().name(), Function.identity()));
        Map<InstanceKey, Origin> from = origins.of(makers.values().stream()
                .filter(maker -> tenants.contains(maker.tenant()))
                .toList());
        Map<String, QuotaUse.Use> uses = quotaUse.of(tenants);
        Map<String, Instant> expiries = kubeconfigs.expiriesOf(person);
        return tenants.stream()
                .map(tenant -> view(
                        tenant,
                        Optional.ofNullable(makers.get(tenant.name())),
                        Optional.ofNullable(from.get(makerOf(tenant.name()))),
                        QuotaView.of(tenant.quota(), uses.getOrDefault(tenant.name(), QuotaUse.Use.UNKNOWN)),
                        counts.getOrDefault(tenant.name(), 0L),
                        expiries.get(tenant.name())))
                .toList();
    }

    /** The instance that makes a tenant bears its name. */
    private static InstanceKey makerOf(String tenant) {
        return new InstanceKey(tenant, tenant);
    }

    private TenantView view(
            Tenant tenant,
            Optional<InstanceStatus> maker,
            Optional<Origin> origin,
            List<QuotaView> quota,
            long count,
            @Nullable Instant kubeconfigExpires) {
        Optional<ClusterStatus> cluster = clusters.status(tenant.cluster());
        Condition condition = Condition.of(cluster, maker, origin);
        return new TenantView(
                tenant.name(),
                tenant.owner(),
                tenant.kind().text(),
                tenant.plan(),
                condition.state(),
                condition.message(),
                tenant.cluster(),
                tenant.namespace(),
                clusters.find(tenant.cluster()).map(TenantViews::server).orElse(null),
                cluster.map(ClusterStatus::simulated).orElse(false),
                quota,
                count,
                origin.map(Origin::createdAt).orElse(Instant.EPOCH),
                expires(tenant.expires()),
                kubeconfigExpires,
                maker.map(status -> status.spec().key().toString()).orElse(null));
    }

    private static String server(Cluster cluster) {
        return cluster.client().getMasterUrl().toString();
    }

    /** A tenant lives until the end of its last day. */
    private static @Nullable Instant expires(@Nullable LocalDate lastDay) {
        return lastDay == null
                ? null
                : lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
