package dev.slipway.portal.requests.review;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Plan;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.PortalIdentity;
import dev.slipway.policies.Finding;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.Requester;
import dev.slipway.portal.requests.Step;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What reviewers read: who asks for what, what it costs, what the policies say, and which files change. */
@Component
class ReviewText {

    private static final int MOST_FINDINGS = 50;
    private static final int LONGEST_LINE = 500;

    private final Catalog catalog;
    private final String portal;

    ReviewText(Catalog catalog, @Value("${slipway.url:}") String portal) {
        this.catalog = catalog;
        this.portal = portal.replaceFirst("/+$", "");
    }

    String of(Request request) {
        StringBuilder text = new StringBuilder();
        row(text, "Asked by", oneLine(request.requester().displayName() + " (" + request.team() + ")"));
        row(text, "Wanted", request.kind().text() + " `" + request.instance() + "`");
        row(text, "Entry", "`%s@%s`, plan `%s`".formatted(request.entry(), request.version(), request.plan()));
        row(text, "Cost", oneLine(cost(request)));
        row(text, "Policies", oneLine(policies(request)));
        Requester approver = request.approver();
        if (approver != null) {
            row(text, "Approved by", oneLine(approver.displayName()));
        }
        text.append(findings(request.findings()));
        if (!portal.isEmpty()) {
            text.append("\n[The request in the portal](%s/requests/%s)\n".formatted(portal, request.id()));
        }
        return text.append(ReviewDiff.of(request.files().changes()))
                .append("\nMerge it, and it is carried out. Close it, and the request is cancelled for good.")
                .append("\n\n%s: %s\n%s: %s\n"
                        .formatted(
                                PortalIdentity.REQUEST_TRAILER,
                                request.id(),
                                CommitSummary.KIND,
                                request.kind().text()))
                .toString();
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("- **").append(name).append(":** ").append(value).append('\n');
    }

    private static String findings(List<Finding> findings) {
        if (findings.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("\n| Policy | Says | Why | Object |\n|---|---|---|---|\n");
        findings.stream()
                .limit(MOST_FINDINGS)
                .forEach(finding -> table.append("| %s | %s | %s | %s |\n"
                        .formatted(
                                oneLine(finding.policy()),
                                finding.verdict().word(),
                                oneLine(finding.message()),
                                oneLine(Objects.requireNonNullElse(finding.object(), "the request")))));
        int more = findings.size() - MOST_FINDINGS;
        return more > 0
                ? table.append("| … and %d more | | | |\n".formatted(more)).toString()
                : table.toString();
    }

    /** What people wrote stands in one line or cell of its own, links to nothing, and mentions or tags nobody. */
    private static String oneLine(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.substring(0, Math.min(LONGEST_LINE, line.length()))
                .replaceAll("[\\\\\\[\\]|*`]", "\\\\$0")
                .replace("<", "&lt;")
                .replace("@", "@\u200b");
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
}
