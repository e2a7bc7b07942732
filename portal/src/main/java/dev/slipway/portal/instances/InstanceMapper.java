package dev.slipway.portal.instances;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Entry;
import dev.slipway.catalog.Plan;
import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.portal.catalog.BindingView;
import dev.slipway.portal.catalog.EntryViews;
import dev.slipway.portal.catalog.PromiseView;
import dev.slipway.portal.catalog.measured.Measured;
import dev.slipway.portal.catalog.measured.Promises;
import dev.slipway.portal.drift.DriftFigures;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestKind;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.approval.Approvals;
import dev.slipway.portal.sboms.SbomView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Joins what is declared, how it is doing, what the catalog promises and what drifted. */
@Component
class InstanceMapper {

    private final Catalog catalog;
    private final Clusters clusters;
    private final Instances instances;
    private final DriftFigures drift;

    InstanceMapper(Catalog catalog, Clusters clusters, Instances instances, DriftFigures drift) {
        this.catalog = catalog;
        this.clusters = clusters;
        this.instances = instances;
        this.drift = drift;
    }

    InstanceView inList(InstanceStatus status, Origin origin) {
        return view(status, origin, List.of(), null);
    }

    InstanceView whole(InstanceStatus status, Origin origin, @Nullable SbomView sbom) {
        List<ObjectView> objects = status.objects().stream().map(ObjectView::of).toList();
        return view(status, origin, objects, sbom == null ? null : sbom.id());
    }

    private InstanceView view(InstanceStatus status, Origin origin, List<ObjectView> objects, @Nullable String sbom) {
        InstanceKey key = status.spec().key();
        Tenant tenant = status.tenant();
        Optional<Entry> entry =
                catalog.find(status.spec().entry(), status.spec().version());
        Optional<Plan> plan = entry.flatMap(found -> found.plan(status.spec().plan()));
        DriftFigures.LastDay lastDay = drift.lastDay(key);
        return new InstanceView(
                key.toString(),
                key.tenant(),
                key.name(),
                tenant.owner(),
                status.spec().entry(),
                entry.map(Entry::title).orElse(status.spec().entry()),
                entry.map(EntryViews::glyph).orElse(""),
                status.spec().version(),
                status.spec().plan(),
                plan.map(Plan::title).orElse(status.spec().plan()),
                tenant.cluster(),
                tenant.namespace(),
                state(status, origin),
                status.message().isEmpty() ? null : status.message(),
                isSimulated(tenant.cluster()),
                ready(status),
                status.objects().size(),
                objects,
                status.spec().parameters(),
                bindings(entry, key, tenant),
                plan.map(promised -> promises(promised, origin, lastDay)).orElse(List.of()),
                origin.requestedBy(),
                origin.createdAt(),
                origin.commit(),
                sbom,
                lastDay.count(),
                status.engine());
    }

    private static String state(InstanceStatus status, Origin origin) {
        if (origin.leaving()) {
            return "DELETING";
        }
        return switch (status.phase()) {
            case WAITING, APPLYING -> "PENDING";
            case STARTING -> status.tree().equals(origin.readyTree()) ? "DEGRADED" : "PENDING";
            case READY -> "READY";
            case FAILED -> "FAILED";
        };
    }

    private static int ready(InstanceStatus status) {
        return (int) status.objects().stream()
                .filter(object -> object.health().state() == Health.State.CURRENT)
                .count();
    }

    private static List<BindingView> bindings(Optional<Entry> entry, InstanceKey key, Tenant tenant) {
        return entry.stream()
                .flatMap(found -> found.bindings().stream())
                .map(binding -> BindingView.of(binding, key.name(), tenant.namespace()))
                .toList();
    }

    /** What its plan promises, beside what was measured of this very instance. */
    private static List<PromiseView> promises(Plan plan, Origin origin, DriftFigures.LastDay drift) {
        Long ready = origin.readyMillis();
        return Promises.of(
                plan.objectives(),
                new Measured(
                        ready == null ? null : Duration.ofMillis(ready),
                        drift.count() == 0 ? null : Duration.ofNanos(drift.slowestMicros() * 1_000)));
    }

    /** An instance that is not declared: a request brings it, or takes it away. */
    InstanceView underWay(Request request) {
        InstanceKey key = request.instance();
        Optional<Tenant> tenant = instances.tenant(key.tenant());
        Optional<Entry> entry = catalog.find(request.entry(), request.version());
        boolean leaves = request.kind() == RequestKind.DELETE;
        return new InstanceView(
                key.toString(),
                key.tenant(),
                key.name(),
                request.team(),
                request.entry(),
                entry.map(Entry::title).orElse(request.entry()),
                entry.map(EntryViews::glyph).orElse(""),
                request.version(),
                request.plan(),
                entry.flatMap(found -> found.plan(request.plan()))
                        .map(Plan::title)
                        .orElse(request.plan()),
                tenant.map(Tenant::cluster).orElse(""),
                tenant.map(Tenant::namespace).orElse(""),
                leaves ? "DELETING" : "PENDING",
                underWay(request.state(), leaves),
                tenant.map(found -> isSimulated(found.cluster())).orElse(false),
                0,
                0,
                List.of(),
                request.parameters(),
                List.of(),
                List.of(),
                request.requester().displayName(),
                request.createdAt(),
                request.commit(),
                null,
                drift.lastDay(key).count(),
                null);
    }

    private static String underWay(RequestState state, boolean leaves) {
        if (state == RequestState.AWAITING_APPROVAL) {
            return Approvals.AWAITED;
        }
        return leaves ? "Its objects are being removed" : "Accepted; it is being committed";
    }

    private boolean isSimulated(String cluster) {
        return clusters.status(cluster).map(ClusterStatus::simulated).orElse(false);
    }
}
