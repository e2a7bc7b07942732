package dev.slipway.portal.clusters;

import dev.slipway.portal.web.FieldProblem;
import dev.slipway.portal.web.FieldView;
import dev.slipway.portal.web.FormError;
import dev.slipway.portal.web.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form that registers a cluster, as typed. A kubeconfig is never shown again.
 *
 * @param labels as {@code key=value}, with commas between
 * @param namespaces with commas between
 */
record ClusterForm(String name, String labels, String namespaces, List<FieldProblem> problems) {

    static final ClusterForm EMPTY = new ClusterForm("", "", "", List.of());

    ClusterForm with(List<FieldProblem> found) {
        return new ClusterForm(name, labels, namespaces, found);
    }

    ClusterForm with(String pointer, String detail) {
        return with(List.of(new FieldProblem(pointer, detail)));
    }

    RegisterBody body(String kubeconfig) {
        if (kubeconfig.isBlank()) {
            throw new InvalidInputException("/kubeconfig", "Paste a kubeconfig.");
        }
        Map<String, String> given = new TreeMap<>();
        parts(labels).forEach(label -> {
            int sign = label.indexOf('=');
            if (sign < 1) {
                throw new InvalidInputException("/labels", "'%s' is no label such as env=prod.".formatted(label));
            }
            given.put(
                    label.substring(0, sign).strip(), label.substring(sign + 1).strip());
        });
        return new RegisterBody(
                name, given, parts(namespaces).toList(), kubeconfig, null, null, null, null, null, null);
    }

    private static Stream<String> parts(String text) {
        return Stream.of(text.split(",")).map(String::strip).filter(part -> !part.isEmpty());
    }

    /** The fields for the template. */
    public List<FieldView> fields() {
        return List.of(
                field("name", "Name", "A DNS label; baselines and pages call it by that.", "text", name, true),
                field(
                        "labels",
                        "Labels",
                        "What baselines select by, such as env=prod, region=eu.",
                        "text",
                        labels,
                        false),
                field(
                        "namespaces",
                        "Namespaces",
                        "The only ones to touch, with commas between; all where this is empty.",
                        "text",
                        namespaces,
                        false),
                field(
                        "kubeconfig",
                        "Kubeconfig",
                        "With the token of a service account or a client certificate inside; no programs, no files. It is"
                                + " kept sealed and never shown.",
                        "textarea",
                        "",
                        true));
    }

    /** The lines of the summary of errors. */
    public List<FormError> errors() {
        return problems.stream()
                .map(problem -> new FormError(id(problem.pointer()), problem.detail()))
                .toList();
    }

    private static String id(String pointer) {
        String field = pointer.substring(pointer.lastIndexOf('/') + 1);
        return List.of("name", "labels", "namespaces").contains(field) ? field : "kubeconfig";
    }

    private FieldView field(String field, String label, String help, String type, String value, boolean required) {
        return FieldView.plain(field, label, help, type, value, List.of(), required, error(field));
    }

    private @Nullable String error(String field) {
        return problems.stream()
                .filter(problem -> id(problem.pointer()).equals(field))
                .map(FieldProblem::detail)
                .findFirst()
                .orElse(null);
    }
}
