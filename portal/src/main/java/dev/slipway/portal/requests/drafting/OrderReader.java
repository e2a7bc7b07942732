package dev.slipway.portal.requests.drafting;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Entry;
import dev.slipway.catalog.Plan;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceSpec;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.requests.Order;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.ForbiddenException;
import dev.slipway.portal.web.NotFoundException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds all that an order names and says everything that is wrong with it at once. */
@Component
class OrderReader {

    private final Catalog catalog;
    private final Instances instances;
    private final GoldenRepository golden;
    private final Placement placement;

    OrderReader(Catalog catalog, Instances instances, GoldenRepository golden, Placement placement) {
        this.catalog = catalog;
        this.instances = instances;
        this.golden = golden;
        this.placement = placement;
    }

    Subject order(Order order, Person person) {
        OrderProblems problems = new OrderProblems();
        Entry entry = orderable(order, problems);
        Plan plan = entry == null ? null : plan(entry, order.plan(), problems);
        Map<String, Object> parameters = Objects.requireNonNullElse(order.parameters(), Map.of());
        if (entry != null) {
            check(entry, parameters, problems);
        }
        String name = name(order, problems);
        Subject subject = entry == null || plan == null || name == null
                ? null
                : place(order, person, entry, plan, name, parameters, problems);
        problems.throwIfAny();
        return refuseTaken(Objects.requireNonNull(subject));
    }

    private @Nullable Subject place(
            Order order,
            Person person,
            Entry entry,
            Plan plan,
            String name,
            Map<String, Object> parameters,
            OrderProblems problems) {
        if (entry.tenant() != null) {
            String reserved = Names.problemWithTenant(name);
            if (reserved != null) {
                problems.add("/name", reserved);
            }
            String team = placement.team(order, person, problems);
            return team == null
                    ? null
                    : new Subject(
                            new InstanceKey(name, name),
                            placement.made(name, team, entry, plan, placement.expiry(parameters)),
                            true,
                            false,
                            entry,
                            plan,
                            parameters);
        }
        boolean named = order.tenant() != null && !order.tenant().isBlank();
        Tenant tenant = named ? placement.named(order, person, problems) : home(order, person, problems);
        if (tenant == null) {
            return null;
        }
        boolean isNew = instances.tenant(tenant.name()).isEmpty();
        return new Subject(new InstanceKey(tenant.name(), name), tenant, isNew, isNew, entry, plan, parameters);
    }

    private @Nullable Tenant home(Order order, Person person, OrderProblems problems) {
        String team = placement.team(order, person, problems);
        if (team == null) {
            return null;
        }
        Tenant home = placement.home(team);
        if (!home.owner().equals(team)) {
            problems.add(
                    "/tenant",
                    "The name '%s' belongs to a tenant of another team; choose a tenant of yours."
                            .formatted(home.name()));
            return null;
        }
        return home;
    }

    /** Refuses a name that is taken, or was until a moment ago, with a conflict. */
    Subject refuseTaken(Subject subject) {
        InstanceKey key = subject.instance();
        // What was committed a moment ago is in the repository and not yet among the instances.
        if (instances.find(key).isPresent() || golden.head().tree(key.path()) != null) {
            throw new ConflictException("'%s' exists already in tenant '%s'; resize it, or choose another name."
                    .formatted(key.name(), key.tenant()));
        }
        if (subject.makesTenant() && instances.tenant(key.tenant()).isPresent()) {
            throw new ConflictException("A tenant '%s' exists already; choose another name.".formatted(key.tenant()));
        }
        if (instances.isLeaving(key)) {
            throw new ConflictException(
                    "'%s' is still being removed; order it again when that is done.".formatted(key));
        }
        return subject;
    }

    /** An instance that exists, with the plan and parameters that it shall have. */
    Subject resize(Order order, Person person) {
        InstanceStatus status = existing(order, person);
        InstanceSpec spec = status.spec();
        OrderProblems problems = new OrderProblems();
        String version = Objects.requireNonNullElse(order.version(), spec.version());
        Optional<Entry> entry = catalog.find(spec.entry(), version);
        if (entry.isEmpty()) {
            problems.add("/version", "%s has no version '%s'.".formatted(spec.entry(), Names.shown(version)));
            problems.throwIfAny();
        }
        Entry found = entry.orElseThrow();
        Plan plan = plan(found, Objects.requireNonNullElse(order.plan(), spec.plan()), problems);
        Map<String, Object> parameters = Objects.requireNonNullElse(order.parameters(), spec.parameters());
        check(found, parameters, problems);
        problems.throwIfAny();
        Plan agreed = Objects.requireNonNull(plan);
        InstanceKey key = spec.key();
        Tenant before = status.tenant();
        // A change that has nothing to do with it does not make a tenant live longer.
        boolean keepsExpiry = Objects.equals(
                parameters.get(Placement.DAYS_TO_LIVE), spec.parameters().get(Placement.DAYS_TO_LIVE));
        LocalDate expires = keepsExpiry ? before.expires() : placement.expiry(parameters);
        Tenant tenant =
                found.tenant() == null ? before : placement.made(key.tenant(), before.owner(), found, agreed, expires);
        return new Subject(key, tenant, false, false, found, agreed, parameters);
    }

    /** The instance that a resize or a deletion is about. */
    InstanceStatus existing(Order order, Person person) {
        String tenant = Objects.requireNonNullElse(order.tenant(), "");
        String name = Objects.requireNonNullElse(order.name(), "");
        InstanceKey key = new InstanceKey(tenant, name);
        InstanceStatus status = instances
                .find(key)
                .filter(found -> person.canRead(found.tenant().owner()))
                .orElseThrow(() -> new NotFoundException("instance", Names.shown(key.toString())));
        if (!person.canChange(status.tenant().owner())) {
            throw new ForbiddenException("'%s' belongs to %s; only its members change it."
                    .formatted(key, status.tenant().owner()));
        }
        return status;
    }

    private @Nullable Entry orderable(Order order, OrderProblems problems) {
        String name = order.entry();
        if (name == null || name.isBlank()) {
            problems.add("/entry", "An entry of the catalog is missing.");
            return null;
        }
        String version = order.version();
        Optional<Entry> entry = version == null || version.isBlank() ? catalog.find(name) : catalog.find(name, version);
        if (entry.isEmpty()) {
            problems.add(
                    "/entry",
                    "The catalog has no entry '%s'%s."
                            .formatted(
                                    Names.shown(name),
                                    version == null ? "" : " in version '" + Names.shown(version) + "'"));
            return null;
        }
        if (!entry.get().orderableOn(LocalDate.now(ZoneOffset.UTC))) {
            problems.add(
                    "/entry",
                    "%s %s can no longer be ordered; use %s."
                            .formatted(
                                    name,
                                    entry.get().version(),
                                    Objects.requireNonNullElse(
                                            entry.get().lifecycle().successor(), "another entry")));
        }
        return entry.get();
    }

    private static @Nullable Plan plan(Entry entry, @Nullable String name, OrderProblems problems) {
        List<String> names = entry.plans().stream().map(Plan::name).toList();
        if (name == null || name.isBlank()) {
            problems.add("/plan", "A plan is missing; choose one of %s.".formatted(String.join(", ", names)));
            return null;
        }
        Optional<Plan> plan = entry.plan(name);
        if (plan.isEmpty()) {
            problems.add(
                    "/plan",
                    "There is no plan '%s'; choose one of %s.".formatted(Names.shown(name), String.join(", ", names)));
        }
        return plan.orElse(null);
    }

    private static @Nullable String name(Order order, OrderProblems problems) {
        String problem = Names.problemWith(order.name());
        if (problem == null) {
            return order.name();
        }
        problems.add("/name", problem);
        return null;
    }

    private static void check(Entry entry, Map<String, Object> parameters, OrderProblems problems) {
        entry.parameters().validate(parameters).forEach(violation -> {
            String field = violation.field().isEmpty() ? "The parameters" : violation.field();
            problems.add("/parameters" + violation.pointer(), field + " " + violation.message());
        });
    }
}
