package dev.slipway.portal.breakglass.web;

import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.portal.breakglass.BreakGlassOrder;
import dev.slipway.portal.web.FieldProblem;
import dev.slipway.portal.web.FieldView;
import dev.slipway.portal.web.FormError;
import dev.slipway.portal.web.Option;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form that asks for a break-glass on one object, with what was typed and what is wrong with it. */
public record BreakGlassForm(
        String tenant,
        String instance,
        FieldView object,
        FieldView fields,
        FieldView reason,
        FieldView minutes,
        List<FormError> errors) {

    private static final String LONGEST = String.valueOf(Exemption.LONGEST.toMinutes());

    /**
     * What was typed.
     *
     * @param object kind, namespace and name with slashes between them
     */
    record Typed(
            @Nullable String object,
            @Nullable String fields,
            @Nullable String reason,
            @Nullable String minutes) {

        BreakGlassOrder order(String tenant, String instance) {
            String[] parts = (object == null ? "" : object).split("/", 3);
            String[] named = parts.length == 3 ? parts : new String[] {"", "", ""};
            List<String> paths = fields == null
                    ? List.of()
                    : Arrays.stream(fields.split("\\R"))
                            .map(String::strip)
                            .filter(path -> !path.isEmpty())
                            .toList();
            var subject = new BreakGlassOrder.Subject(null, named[0], named[1], named[2], paths);
            return new BreakGlassOrder(tenant, instance, List.of(subject), reason, number());
        }

        private @Nullable Integer number() {
            try {
                return minutes == null || minutes.isBlank() ? null : Integer.valueOf(minutes.strip());
            } catch (NumberFormatException e) {
                return 0; // Out of range, so that it is told together with the other fields.
            }
        }
    }

    static BreakGlassForm of(InstanceStatus status, Typed typed, List<FieldProblem> problems) {
        return new BreakGlassForm(
                status.spec().key().tenant(),
                status.spec().key().name(),
                object(status, typed, problems),
                fields(typed, problems),
                reason(typed, problems),
                minutes(typed, problems),
                problems.stream()
                        .map(problem -> new FormError(id(problem.pointer()), problem.detail()))
                        .toList());
    }

    private static FieldView object(InstanceStatus status, Typed typed, List<FieldProblem> problems) {
        List<Option> objects = status.objects().stream()
                .map(object -> object.ref().kind() + "/" + object.ref().namespace() + "/"
                        + object.ref().name())
                .map(value -> new Option(value, value.replace("//", "/"), value.equals(typed.object())))
                .toList();
        return field("object", "Object", null, "select", typed.object(), objects, "/objects/0", problems);
    }

    private static FieldView fields(Typed typed, List<FieldProblem> problems) {
        String help = "One path a line, such as spec.replicas or"
                + " spec.template.spec.containers[name=web].image; a path stands for all below it";
        return field("fields", "Fields", help, "textarea", typed.fields(), List.of(), "/objects/0/fields", problems);
    }

    private static FieldView reason(Typed typed, List<FieldProblem> problems) {
        String help = "Everybody whom it concerns reads it";
        return field("reason", "Reason", help, "text", typed.reason(), List.of(), "/reason", problems);
    }

    private static FieldView minutes(Typed typed, List<FieldProblem> problems) {
        String help = "1 to %s, from the approval on".formatted(LONGEST);
        return field("minutes", "Minutes", help, "number", typed.minutes(), List.of(), "/minutes", problems);
    }

    private static String id(String pointer) {
        if (pointer.endsWith("/fields")) {
            return "fields";
        }
        return pointer.startsWith("/objects") ? "object" : pointer.substring(Math.min(1, pointer.length()));
    }

    private static FieldView field(
            String name,
            String label,
            @Nullable String help,
            String type,
            @Nullable String value,
            List<Option> options,
            String pointer,
            List<FieldProblem> problems) {
        boolean number = type.equals("number");
        return new FieldView(
                name,
                name,
                label,
                help,
                type,
                value,
                options,
                true,
                false,
                number ? "1" : null,
                number ? LONGEST : null,
                number ? "1" : null,
                name.equals("reason") ? Integer.valueOf(500) : null,
                null,
                null,
                null,
                problems.stream()
                        .filter(problem -> problem.pointer().equals(pointer))
                        .map(FieldProblem::detail)
                        .findFirst()
                        .orElse(null));
    }
}
