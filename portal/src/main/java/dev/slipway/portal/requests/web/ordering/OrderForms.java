package dev.slipway.portal.requests.web.ordering;

import dev.slipway.catalog.Entry;
import dev.slipway.catalog.OrderForm;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.portal.catalog.EntryViews;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.FieldProblem;
import dev.slipway.portal.web.FieldView;
import dev.slipway.portal.web.FormError;
import dev.slipway.portal.web.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;

/** Makes the forms in which entries are ordered and instances changed, empty or as somebody filled them in. */
@Component
public class OrderForms {

    private final Instances instances;
    private final EntryViews entries;

    OrderForms(Instances instances, EntryViews entries) {
        this.instances = instances;
        this.entries = entries;
    }

    /** The form for an order. */
    OrderFormView order(Entry entry, PostedOrder posted, Person person, List<FieldProblem> problems) {
        OrderFields fields = new OrderFields(byId(problems));
        OrderForm form = entry.parameters().form();
        boolean typed = posted.fields().containsKey("kind");
        List<FieldView> parameters = form.fields().stream()
                .map(field -> fields.parameter(
                        field, typed ? posted.orEmpty(field.input()) : first(posted, field.input(), field.text())))
                .toList();
        return new OrderFormView(
                "order",
                entry.name(),
                entry.version(),
                null,
                plans(entry, posted.text("plan")),
                fields.name(posted.text("name")),
                where(entry, posted, person, fields),
                parameters,
                errors(problems));
    }

    private static String first(PostedOrder posted, String input, String otherwise) {
        String given = posted.text(input);
        return given == null ? otherwise : given;
    }

    /** The form for a change of an instance, as the instance is. */
    public OrderFormView resize(Entry entry, InstanceStatus status) {
        return resize(entry, status, new PostedOrder(new LinkedMultiValueMap<>()), List.of());
    }

    /** The form for a change of an instance, as somebody filled it in. */
    OrderFormView resize(Entry entry, InstanceStatus status, PostedOrder posted, List<FieldProblem> problems) {
        OrderFields fields = new OrderFields(byId(problems));
        OrderForm form = entry.parameters().form();
        Map<String, String> now = form.fill(status.spec().parameters());
        boolean typed = posted.fields().containsKey("kind");
        List<FieldView> parameters = form.fields().stream()
                .map(field -> fields.parameter(
                        field, typed ? posted.orEmpty(field.input()) : now.getOrDefault(field.name(), "")))
                .toList();
        String plan = posted.text("plan");
        return new OrderFormView(
                "resize",
                entry.name(),
                entry.version(),
                status.spec().key().toString(),
                plans(entry, plan == null ? status.spec().plan() : plan),
                null,
                null,
                parameters,
                errors(problems));
    }

    private List<PlanChoice> plans(Entry entry, @Nullable String chosen) {
        String selected = chosen == null ? entry.plans().get(0).name() : chosen;
        return entry.plans().stream()
                .map(plan -> new PlanChoice(
                        entries.plan(plan),
                        entries.promises(entry, plan),
                        plan.name().equals(selected)))
                .toList();
    }

    private @Nullable FieldView where(Entry entry, PostedOrder posted, Person person, OrderFields fields) {
        if (entry.tenant() != null) {
            return person.teams().size() < 2 ? null : team(posted, person, fields);
        }
        String chosen = posted.orEmpty("tenant");
        List<Option> options = new ArrayList<>();
        for (String team : new TreeSet<>(person.teams())) {
            String value = PostedOrder.HOME + team;
            options.add(new Option(value, "Namespace of " + team, value.equals(chosen) || team.equals(chosen)));
        }
        for (Tenant tenant : instances.tenants()) {
            boolean home = person.teams().contains(tenant.name());
            if (person.canChange(tenant.owner()) && !home) {
                String kind = tenant.kind() == Tenant.Kind.VIRTUAL_CLUSTER ? "Virtual cluster " : "Namespace ";
                options.add(new Option(
                        tenant.name(), kind + tenant.name(), tenant.name().equals(chosen)));
            }
        }
        return fields.select(
                "tenant", "Where", "A virtual cluster of yours, or a namespace on the shared cluster.", options);
    }

    private static FieldView team(PostedOrder posted, Person person, OrderFields fields) {
        String chosen = posted.orEmpty("team");
        List<Option> options = new TreeSet<>(person.teams())
                .stream()
                        .map(team -> new Option(team, team, team.equals(chosen)))
                        .toList();
        return fields.select("team", "Team", "Whose it becomes.", options);
    }

    private static Map<String, String> byId(List<FieldProblem> problems) {
        Map<String, String> byId = new LinkedHashMap<>();
        problems.forEach(problem -> byId.putIfAbsent(id(problem), problem.detail()));
        return byId;
    }

    private static List<FormError> errors(List<FieldProblem> problems) {
        return problems.stream()
                .map(problem -> new FormError(id(problem), problem.detail()))
                .toList();
    }

    /** The pointer {@code /parameters/source/url} is the field {@code parameters-source-url}. */
    static String id(FieldProblem problem) {
        String pointer = problem.pointer();
        return pointer.isEmpty() ? "" : OrderFields.id(pointer.substring(1));
    }
}
