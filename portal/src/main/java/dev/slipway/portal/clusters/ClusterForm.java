package dev.slipway.portal.clusters;

import dev.slipway.gitops.fleet.RegisteredCluster.Engine;
import dev.slipway.portal.web.FieldProblem;
import dev.slipway.portal.web.FieldView;
import dev.slipway.portal.web.FormError;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.Option;
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
 * @param engine slipway, flux or argocd
 */
record ClusterForm(String name, String labels, String namespaces, String engine, List<FieldProblem> problems) {

    static final ClusterForm EMPTY = new ClusterForm("", "", "", Engine.SLIPWAY.text(), List.of());

    ClusterForm with(List<FieldProblem> found) {
        return new ClusterForm(name, labels, namespaces, engine, found);
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
                name, given, parts(namespaces).toList(), kubeconfig, null, null, null, null, engine, null);
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
                FieldView.plain(
                        "engine",
                        "Engine",
                        "What keeps it as declared. Flux and Argo CD have to be installed there.",
                        "select",
                        engine,
                        Stream.of(Engine.values()).map(this::option).toList(),
                        true,
                        error("engine")),
                field(
                        "kubeconfig",
                        "Kubeconfig",
                        "With the token of a service account or a client certificate inside; no programs, no files. It is"
                                + " kept sealed and never shown.",
                        "textarea",
                        "",
                        true));
    }

    private Option option(Engine each) {
        return new Option(each.text(), each.title(), each.text().equals(engine));
    }

    /** The lines of the summary of errors. */
    public List<FormError> errors() {
        return problems.stream()
                .map(problem -> new FormError(id(problem.pointer()), problem.detail()))
                .toList();
    }

    private static String id(String pointer) {
        String field = pointer.substring(pointer.lastIndexOf('/') + 1);
        return List.of("name", "labels", "namespaces", "engine").contains(field) ? field : "kubeconfig";
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
