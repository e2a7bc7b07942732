package dev.slipway.portal.requests.review;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Plan;
import dev.slipway.gitops.repository.FileChange;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.Requester;
import dev.slipway.portal.requests.Step;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What reviewers read: who asks for what, what it costs, what the policies say, and which files change. */
@Component
class ReviewText {

    private static final int MOST_FILES = 50;

    private final Catalog catalog;
    private final String portal;

    ReviewText(Catalog catalog, @Value("${slipway.url:}") String portal) {
        this.catalog = catalog;
        this.portal = portal.replaceFirst("/+$", "");
    }

    String of(Request request) {
        StringBuilder text = new StringBuilder();
        row(text, "Asked by", request.requester().displayName() + " (" + request.team() + ")");
        row(text, "Wanted", request.kind().text() + " `" + request.instance() + "`");
        row(text, "Entry", "`%s@%s`, plan `%s`".formatted(request.entry(), request.version(), request.plan()));
        row(text, "Cost", cost(request));
        row(text, "Policies", policies(request));
        Requester approver = request.approver();
        if (approver != null) {
            row(text, "Approved by", approver.displayName());
        }
        if (!portal.isEmpty()) {
            text.append("\n[The request in the portal](%s/requests/%s)\n".formatted(portal, request.id()));
        }
        text.append("\n| File | Change |\n|---|---|\n");
        request.files().changes().stream()
                .limit(MOST_FILES)
                .forEach(change -> text.append("| `%s` | %s |\n".formatted(change.path(), change(change))));
        int more = request.files().changes().size() - MOST_FILES;
        if (more > 0) {
            text.append("| … and %d more | |\n".formatted(more));
        }
        return text.append("\nMerge it, and it is carried out. Close it, and the request is cancelled.\n\nRequest-Id: ")
                .append(request.id())
                .append('\n')
                .toString();
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("- **").append(name).append(":** ").append(oneLine(value)).append('\n');
    }

    /** What people wrote stands in one line of its own, and mentions or tags nobody. */
    private static String oneLine(String value) {
        return value.replaceAll("\\s+", " ").replace("<", "&lt;").replace("@", "@\u200b");
    }

    private String cost(Request request) {
        return catalog.find(request.entry(), request.version()).stream()
                .flatMap(entry -> entry.plans().stream())
                .filter(plan -> plan.name().equals(request.plan()))
                .map(Plan::cost)
                .filter(Objects::nonNull)
                .map(cost -> "%s %s per %s".formatted(cost.amount().toPlainString(), cost.currency(), cost.per()))
                .findFirst()
                .orElse("not stated");
    }

    private static String policies(Request request) {
        return request.timeline().stream()
                .filter(step -> step.name() == Step.Name.POLICIES)
                .map(Step::detail)
                .filter(Objects::nonNull)
                .findFirst()
                .map(detail -> request.policyResult() + ": " + detail)
                .orElse(request.policyResult());
    }

    private static String change(FileChange change) {
        return "%s (%+d lines)"
                .formatted(
                        change.kind().name().toLowerCase(java.util.Locale.ROOT),
                        lines(change.after()) - lines(change.before()));
    }

    private static long lines(@Nullable String content) {
        return content == null ? 0 : content.lines().count();
    }
}
