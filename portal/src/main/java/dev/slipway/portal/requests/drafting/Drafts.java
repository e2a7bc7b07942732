package dev.slipway.portal.requests.drafting;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Entry;
import dev.slipway.catalog.TenantKind;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.RenderException;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.Yaml;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.policies.Decision;
import dev.slipway.policies.Policies;
import dev.slipway.policies.PolicyInput;
import dev.slipway.portal.requests.Draft;
import dev.slipway.portal.requests.Order;
import dev.slipway.portal.requests.RequestKind;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Checks an order and says exactly what it would commit; changes nothing. */
@Component
public class Drafts {

    private final OrderReader reader;
    private final InstanceFiles instanceFiles;
    private final GoldenRepository golden;
    private final Policies policies;
    private final Catalog catalog;

    Drafts(
            OrderReader reader,
            InstanceFiles instanceFiles,
            GoldenRepository golden,
            Policies policies,
            Catalog catalog) {
        this.reader = reader;
        this.instanceFiles = instanceFiles;
        this.golden = golden;
        this.policies = policies;
        this.catalog = catalog;
    }

    /**
     * Drafts an order.
     *
     * @throws InvalidInputException if fields are wrong; every one is named
     * @throws dev.slipway.portal.web.ConflictException if the instance exists already, or is still on its way out
     * @throws dev.slipway.portal.web.NotFoundException if the instance to change doesn't exist for this person
     * @throws dev.slipway.portal.web.ForbiddenException if the person may see it but not change it
     */
    public Draft draft(Order order, Person person) {
        return switch (order.kindOrOrder()) {
            case ORDER -> write(RequestKind.ORDER, reader.order(order, person), person);
            case RESIZE -> write(RequestKind.RESIZE, reader.resize(order, person), person);
            case DELETE -> delete(reader.existing(order, person), person);
        };
    }

    private void putTenant(Tenant tenant, Map<String, String> files) {
        String path = "tenants/" + tenant.name() + "/tenant.yaml";
        files.put(path, InstanceFiles.tenant(tenant, golden.head().read(path)));
    }

    private Draft write(RequestKind kind, Subject subject, Person person) {
        Map<String, String> files = render(subject);
        Map<String, String> beside = new TreeMap<>();
        if (subject.home()) {
            beside.putAll(homeFiles(subject.tenant()));
        } else if (subject.makesTenant()) {
            putTenant(subject.tenant(), beside);
        }
        Plan plan = golden.plan(subject.instance().path(), files, beside);
        if (kind == RequestKind.ORDER) {
            // Another order for the same name may have been committed while this one was rendered.
            reader.refuseTaken(subject);
        }
        if (plan.changes().isEmpty()) {
            throw new InvalidInputException("", "Nothing would change: plan and parameters are as they are already.");
        }
        List<Map<String, Object>> objects = objects(files);
        objects.addAll(objects(beside));
        return draft(
                kind,
                subject.instance(),
                subject.tenant().owner(),
                subject.entry().name(),
                subject.entry().version(),
                subject.plan().name(),
                subject.parameters(),
                person,
                plan,
                objects);
    }

    private Map<String, String> render(Subject subject) {
        try {
            return instanceFiles.of(subject);
        } catch (RenderException e) {
            throw new InvalidInputException(
                    "/entry",
                    "%s %s can't be rendered with these parameters: %s"
                            .formatted(subject.entry().title(), subject.entry().version(), e.getMessage()));
        }
    }

    /** The team's own namespace comes about with the first thing that is ordered into it. */
    private Map<String, String> homeFiles(Tenant home) {
        Entry entry = catalog.entries().stream()
                .filter(each -> each.tenant() == TenantKind.NAMESPACE)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "/tenant", "The catalog has no entry that makes a namespace; choose a tenant that exists."));
        Subject namespace = new Subject(
                new InstanceKey(home.name(), home.name()),
                new Tenant(
                        home.name(),
                        home.owner(),
                        Tenant.Kind.NAMESPACE,
                        entry.plans().get(0).name(),
                        null,
                        home.cluster(),
                        home.namespace(),
                        null),
                true,
                false,
                entry,
                entry.plans().get(0),
                Map.of());
        Map<String, String> files = new TreeMap<>();
        putTenant(namespace.tenant(), files);
        render(namespace)
                .forEach((path, content) -> files.put(namespace.instance().path() + "/" + path, content));
        return files;
    }

    private Draft delete(InstanceStatus status, Person person) {
        InstanceKey key = status.spec().key();
        boolean whole = catalog.find(status.spec().entry(), status.spec().version())
                .map(entry -> entry.tenant() != null)
                .orElse(key.name().equals(key.tenant()));
        Plan plan = golden.plan(whole ? "tenants/" + key.tenant() : key.path(), Map.of(), Map.of());
        return draft(
                RequestKind.DELETE,
                key,
                status.tenant().owner(),
                status.spec().entry(),
                status.spec().version(),
                status.spec().plan(),
                status.spec().parameters(),
                person,
                plan,
                List.of());
    }

    private Draft draft(
            RequestKind kind,
            InstanceKey instance,
            String team,
            String entry,
            String version,
            String plan,
            Map<String, Object> parameters,
            Person person,
            Plan files,
            List<Map<String, Object>> objects) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("kind", kind.text());
        request.put("entry", entry);
        request.put("version", version);
        request.put("plan", plan);
        request.put("name", instance.name());
        request.put("tenant", instance.tenant());
        request.put("team", team);
        request.put("parameters", parameters);
        request.put("requestedBy", person.name());
        Decision decision = policies.evaluate(new PolicyInput(request, objects));
        return new Draft(kind, instance, team, entry, version, plan, parameters, files, decision);
    }

    private static List<Map<String, Object>> objects(Map<String, String> files) {
        List<Map<String, Object>> objects = new ArrayList<>();
        files.forEach((path, content) -> {
            if (path.contains("manifests/")) {
                objects.addAll(Yaml.readAll(Objects.requireNonNull(content)));
            }
        });
        return objects;
    }
}
