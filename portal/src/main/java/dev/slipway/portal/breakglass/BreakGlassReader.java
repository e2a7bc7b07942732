package dev.slipway.portal.breakglass;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.gitops.exemptions.FieldPaths;
import dev.slipway.gitops.exemptions.KnownFields;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.fleet.RegisteredClusters;
import dev.slipway.portal.requests.Requester;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.FieldProblem;
import dev.slipway.portal.web.ForbiddenException;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.NotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what somebody asks for against what is declared. */
@Component
class BreakGlassReader {

    private static final int LONGEST_REASON = 500;
    private static final int DEFAULT_MINUTES = 60;

    private final Instances instances;
    private final RegisteredClusters clusters;
    private final KnownFields known;

    BreakGlassReader(Instances instances, RegisteredClusters clusters, KnownFields known) {
        this.instances = instances;
        this.clusters = clusters;
        this.known = known;
    }

    BreakGlass read(BreakGlassOrder order, Person person) {
        InstanceStatus status = declared(order, person);
        requireOwnEngine(status.tenant().cluster());
        List<FieldProblem> problems = new ArrayList<>();
        Duration duration = duration(order, problems);
        String reason = reason(order, problems);
        List<Exemption.ExemptObject> objects = objects(order, status, problems);
        if (!problems.isEmpty()) {
            throw new InvalidInputException("This break-glass can't be opened.", problems);
        }
        return BreakGlass.asked(
                status.spec().key(),
                status.tenant().owner(),
                status.tenant().cluster(),
                objects,
                reason,
                duration,
                Requester.of(person));
    }

    private InstanceStatus declared(BreakGlassOrder order, Person person) {
        List<FieldProblem> missing = new ArrayList<>();
        if (given(order.tenant()).isEmpty()) {
            missing.add(new FieldProblem("/tenant", "tenant is missing, expected the tenant's name."));
        }
        if (given(order.instance()).isEmpty()) {
            missing.add(new FieldProblem("/instance", "instance is missing, expected the instance's name."));
        }
        if (!missing.isEmpty()) {
            throw new InvalidInputException("Say which instance it is about.", missing);
        }
        InstanceKey key = new InstanceKey(given(order.tenant()), given(order.instance()));
        InstanceStatus status = instances
                .find(key)
                .filter(found -> person.canRead(found.tenant().owner()))
                .orElseThrow(() -> new NotFoundException("instance", Choices.shown(key.toString())));
        String team = status.tenant().owner();
        if (!person.canChange(team) && !person.canPublish()) {
            throw new ForbiddenException("Only members of %s and the platform team ask for this.".formatted(team));
        }
        return status;
    }

    /**
     * Another engine knows nothing of exempt fields.
     *
     * @throws ConflictException if it keeps the cluster
     */
    void requireOwnEngine(String cluster) {
        clusters.find(cluster)
                .map(report -> report.cluster().engine())
                .filter(engine -> engine != RegisteredCluster.Engine.SLIPWAY)
                .ifPresent(engine -> {
                    throw new ConflictException(
                            ("%s keeps the cluster '%s' and puts back what Git doesn't say, break-glass or not:"
                                            + " change the instance, or suspend its order there.")
                                    .formatted(engine.title(), cluster));
                });
    }

    private static Duration duration(BreakGlassOrder order, List<FieldProblem> problems) {
        int minutes = order.minutes() == null ? DEFAULT_MINUTES : order.minutes();
        if (minutes < 1 || minutes > Exemption.LONGEST.toMinutes()) {
            problems.add(new FieldProblem(
                    "/minutes", "minutes is %d, expected 1 to %d.".formatted(minutes, Exemption.LONGEST.toMinutes())));
        }
        return Duration.ofMinutes(minutes);
    }

    private static String reason(BreakGlassOrder order, List<FieldProblem> problems) {
        String reason = given(order.reason());
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            problems.add(new FieldProblem(
                    "/reason",
                    "The reason has %d characters, expected 1 to %d.".formatted(reason.length(), LONGEST_REASON)));
        }
        return reason;
    }

    private List<Exemption.ExemptObject> objects(
            BreakGlassOrder order, InstanceStatus status, List<FieldProblem> problems) {
        List<BreakGlassOrder.Subject> asked = Objects.requireNonNullElse(order.objects(), List.of());
        if (asked.isEmpty() || asked.size() > Exemption.MOST_OBJECTS) {
            problems.add(new FieldProblem(
                    "/objects",
                    "There are %d objects, expected 1 to %d.".formatted(asked.size(), Exemption.MOST_OBJECTS)));
            return List.of();
        }
        DeclaredObjects declared = DeclaredObjects.of(status);
        List<Exemption.ExemptObject> objects = new ArrayList<>();
        for (int at = 0; at < asked.size(); at++) {
            String pointer = "/objects/" + at;
            BreakGlassOrder.Subject subject = asked.get(at);
            List<ObjectRef> named = declared.named(subject);
            if (named.size() != 1) {
                problems.add(new FieldProblem(pointer, declared.unclear(subject, named)));
            } else {
                List<String> fields = fields(pointer + "/fields", subject.fields(), problems);
                known.objections(status.tenant().cluster(), named.get(0), fields)
                        .forEach(reason -> problems.add(
                                new FieldProblem(pointer + "/fields", reason.endsWith("?") ? reason : reason + ".")));
                objects.add(new Exemption.ExemptObject(named.get(0), fields));
            }
        }
        return objects;
    }

    private static List<String> fields(String pointer, @Nullable List<String> asked, List<FieldProblem> problems) {
        List<String> fields = Objects.requireNonNullElse(asked, List.<String>of());
        if (fields.isEmpty() || fields.size() > Exemption.MOST_FIELDS) {
            problems.add(new FieldProblem(
                    pointer, "There are %d fields, expected 1 to %d.".formatted(fields.size(), Exemption.MOST_FIELDS)));
            return List.of();
        }
        List<String> checked = new ArrayList<>();
        for (String field : fields) {
            try {
                checked.add(FieldPaths.checked(given(field)));
            } catch (IllegalArgumentException e) {
                problems.add(new FieldProblem(pointer, e.getMessage() + "."));
            }
        }
        return checked;
    }

    static String given(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
