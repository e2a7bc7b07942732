package dev.slipway.gitops.engine;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.foreign.Assignment;
import dev.slipway.gitops.foreign.ForeignEngine;
import dev.slipway.gitops.foreign.ForeignEngines;
import dev.slipway.gitops.foreign.Site;
import dev.slipway.gitops.foreign.Sites;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says what the platform applies and what it orders in a cluster that another engine keeps: namespaces and Secrets with
 * generated values are the platform's own business, and all else is the engine's.
 */
@Component
final class ForeignUnits {

    private final Sites sites;
    private final Revisions revisions;

    ForeignUnits(Sites sites, Revisions revisions) {
        this.sites = sites;
        this.revisions = revisions;
    }

    /**
     * Divides the work in a cluster.
     *
     * @param units what is declared there
     * @param before the cluster's desk until now
     * @return {@code null} where the platform keeps it alone
     */
    @Nullable
    Shared share(@Nullable RegisteredCluster cluster, Map<InstanceKey, Unit> units, @Nullable ForeignDesk before) {
        ForeignEngine engine =
                cluster == null ? null : ForeignEngines.of(cluster.engine()).orElse(null);
        if (cluster == null || engine == null) {
            return null;
        }
        return new Division(cluster, engine, before).of(units);
    }

    /**
     * Who does what in a cluster.
     *
     * @param units what is declared, with the engine's own objects
     * @param desk where the engine's words go
     */
    record Shared(Map<InstanceKey, Unit> units, ForeignDesk desk) {}

    private final class Division {

        private final RegisteredCluster cluster;
        private final ForeignEngine engine;
        private final @Nullable ForeignDesk before;
        private final Map<InstanceKey, Unit> units = new LinkedHashMap<>();
        private final Map<InstanceKey, ForeignDesk.Order> orders = new HashMap<>();
        private final Map<String, String> problems = new TreeMap<>();

        Division(RegisteredCluster cluster, ForeignEngine engine, @Nullable ForeignDesk before) {
            this.cluster = cluster;
            this.engine = engine;
            this.before = before;
        }

        Shared of(Map<InstanceKey, Unit> declared) {
            Site site = site();
            declared.forEach((key, unit) -> units.put(key, divided(site, key, unit)));
            if (site != null && !orders.isEmpty()) {
                units.put(site.owner(), new Unit(engine.kind().text(), engine.source(site), ""));
            }
            String problem = String.join(". ", problems.values());
            return new Shared(units, new ForeignDesk(cluster.name(), engine, revisions, orders, site, problem, before));
        }

        private @Nullable Site site() {
            try {
                return sites.of(cluster);
            } catch (IllegalArgumentException e) {
                problems.put("", String.valueOf(e.getMessage()));
                return null;
            }
        }

        private Unit divided(@Nullable Site site, InstanceKey key, Unit unit) {
            List<DesiredObject> kept = new ArrayList<>();
            List<DesiredObject> ordered = new ArrayList<>();
            unit.objects().forEach(object -> (isOurs(object) ? kept : ordered).add(object));
            List<DesiredObject> objects = new ArrayList<>(kept);
            ordered.forEach(object -> objects.add(object.appliedBy(engine.hand())));
            if (site != null && !ordered.isEmpty()) {
                order(site, new Assignment(key, ordered, kept), unit, objects);
            }
            return new Unit(unit.tree(), objects, engine.kind().text());
        }

        private void order(Site site, Assignment assignment, Unit unit, List<DesiredObject> into) {
            try {
                DesiredObject order = engine.order(site, assignment);
                into.add(0, order);
                List<ObjectRef> refs =
                        assignment.ordered().stream().map(DesiredObject::ref).toList();
                orders.put(assignment.key(), new ForeignDesk.Order(order.ref(), unit.tree(), refs));
            } catch (IllegalArgumentException e) {
                problems.put(assignment.key().toString(), String.valueOf(e.getMessage()));
            }
        }

        /** What other objects wait for and no engine may prune, and what has values that never enter Git. */
        private static boolean isOurs(DesiredObject object) {
            return object.ref().kind().equals("Namespace")
                    || !object.generatedKeys().isEmpty();
        }
    }
}
