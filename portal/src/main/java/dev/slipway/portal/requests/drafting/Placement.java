package dev.slipway.portal.requests.drafting;

import dev.slipway.catalog.Entry;
import dev.slipway.catalog.Plan;
import dev.slipway.catalog.TenantKind;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.Quota;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.portal.requests.Order;
import dev.slipway.portal.security.Person;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the tenant that an order goes to: one that exists, one that the order makes, or the team's own namespace. */
@Component
class Placement {

    /** The parameter by which a tenant is ordered for a limited time. */
    static final String DAYS_TO_LIVE = "ttlDays";

    private final Instances instances;
    private final Clock clock = Clock.systemUTC();

    Placement(Instances instances) {
        this.instances = instances;
    }

    /** The tenant that an order names, if the person may use it. */
    @Nullable
    Tenant named(Order order, Person person, OrderProblems problems) {
        String name = Objects.requireNonNull(order.tenant());
        Optional<Tenant> tenant = instances.tenant(name).filter(found -> person.canRead(found.owner()));
        if (tenant.isEmpty()) {
            problems.add("/tenant", "There is no tenant '%s' that you may use.".formatted(Names.shown(name)));
            return null;
        }
        if (!person.canChange(tenant.get().owner())) {
            problems.add(
                    "/tenant",
                    "The tenant '%s' belongs to %s; only its members order for it."
                            .formatted(name, tenant.get().owner()));
            return null;
        }
        return tenant.get();
    }

    /** The team that an order is for. */
    @Nullable
    String team(Order order, Person person, OrderProblems problems) {
        String team = order.team();
        if (team == null || team.isBlank()) {
            if (person.teams().size() == 1) {
                return person.teams().iterator().next();
            }
            problems.add(
                    "/team",
                    person.teams().isEmpty()
                            ? "You are in no team; say which team it is for."
                            : "You are in several teams; say which one it is for: "
                                    + String.join(", ", new TreeSet<>(person.teams())) + ".");
            return null;
        }
        if (!person.canChange(team)) {
            problems.add("/team", "You can't order for '%s'; only its members do.".formatted(Names.shown(team)));
            return null;
        }
        if (!Names.label(team).isEmpty()) {
            return team;
        }
        problems.add("/team", "'%s' is no team.".formatted(Names.shown(team)));
        return null;
    }

    /** The team's own namespace on the host, where it exists. */
    Tenant home(String team) {
        String name = Names.label(team);
        return instances
                .tenant(name)
                .orElseGet(() -> new Tenant(name, team, Tenant.Kind.NAMESPACE, "", null, Clusters.HOST, name, null));
    }

    /** The tenant that an entry of this kind brings about. */
    Tenant made(String name, String team, Entry entry, Plan plan, @Nullable LocalDate expires) {
        boolean virtual = entry.tenant() == TenantKind.VIRTUAL_CLUSTER;
        return new Tenant(
                name,
                team,
                virtual ? Tenant.Kind.VIRTUAL_CLUSTER : Tenant.Kind.NAMESPACE,
                plan.name(),
                quota(plan),
                virtual ? name : Clusters.HOST,
                virtual ? "default" : name,
                expires);
    }

    private static @Nullable Quota quota(Plan plan) {
        Map<String, Object> values = plan.values();
        if (!values.containsKey("cpu") || !values.containsKey("memory")) {
            return null;
        }
        return new Quota(
                String.valueOf(values.get("cpu")),
                String.valueOf(values.get("memory")),
                String.valueOf(values.getOrDefault("pods", 40)),
                String.valueOf(values.getOrDefault("storage", "20Gi")));
    }

    /** The last day of a tenant that is to live for so many days, {@code null} where it has no end. */
    @Nullable
    LocalDate expiry(Map<String, Object> parameters) {
        return parameters.get(DAYS_TO_LIVE) instanceof Number days
                ? LocalDate.now(clock).plusDays(days.longValue())
                : null;
    }
}
