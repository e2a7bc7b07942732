package dev.slipway.portal.requests.progress;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.portal.ledger.LedgerAnchor;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestKind;
import dev.slipway.portal.requests.Requester;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a request's commit says of it. */
@Component
class CommitMessages {

    private final LedgerAnchor anchor;

    CommitMessages(LedgerAnchor anchor) {
        this.anchor = anchor;
    }

    CommitMessage of(Request request) {
        String verb =
                switch (request.kind()) {
                    case ORDER -> "Order";
                    case RESIZE -> "Change";
                    case DELETE -> "Delete";
                };
        Map<String, String> trailers = new LinkedHashMap<>();
        trailers.put(CommitSummary.KIND, request.kind().name().toLowerCase(Locale.ROOT));
        trailers.put(CommitSummary.REQUESTED_BY, request.requester().name());
        Requester approver = request.approver();
        if (approver != null) {
            trailers.put(CommitSummary.APPROVED_BY, approver.name());
        }
        trailers.put("Entry", request.entry() + "@" + request.version());
        trailers.put("Plan", request.plan());
        trailers.put(CommitSummary.POLICY_RESULT, request.policyResult());
        anchor.value().ifPresent(head -> trailers.put(LedgerAnchor.TRAILER, head));
        String subject = "%s %s".formatted(verb, request.instance())
                + (request.kind() == RequestKind.DELETE ? "" : " (%s, %s)".formatted(request.entry(), request.plan()));
        return new CommitMessage(
                subject,
                request.id().toString(),
                request.requester().displayName(),
                request.requester().email(),
                trailers);
    }
}
