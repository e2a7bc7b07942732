package dev.slipway.portal.requests.web.ordering;

import dev.slipway.policies.Verdict;
import dev.slipway.portal.requests.Draft;
import dev.slipway.portal.requests.web.preview.FileChangeView;
import dev.slipway.portal.requests.web.preview.FindingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What confirming an order would commit.
 *
 * @param kind order, resize or delete
 * @param entry the catalog entry
 * @param entryTitle its title
 * @param version its version
 * @param plan the plan's name
 * @param tenant the tenant
 * @param name the instance's name
 * @param tree the tree that confirming commits
 * @param head the commit that it is planned on
 * @param stale whether something changed since the last preview, so that this is a new one
 * @param blocked whether the policies stop it
 * @param needsApproval whether confirming asks somebody for their yes first
 * @param findings what single policies say
 * @param files the files
 * @param hidden the fields that confirming sends
 */
record PreviewView(
        String kind,
        String entry,
        String entryTitle,
        String version,
        String plan,
        String tenant,
        String name,
        String tree,
        @Nullable String head,
        boolean stale,
        boolean blocked,
        boolean needsApproval,
        List<FindingView> findings,
        List<FileChangeView> files,
        List<PostedOrder.HiddenField> hidden) {

    static PreviewView of(Draft draft, String entryTitle, PostedOrder posted, boolean stale) {
        Verdict verdict = draft.decision().verdict();
        return new PreviewView(
                draft.kind().text(),
                draft.entry(),
                entryTitle,
                draft.version(),
                draft.plan(),
                draft.instance().tenant(),
                draft.instance().name(),
                draft.files().tree(),
                draft.files().base(),
                stale,
                verdict == Verdict.DENY,
                verdict == Verdict.NEEDS_APPROVAL,
                draft.decision().findings().stream().map(FindingView::of).toList(),
                draft.files().changes().stream().map(FileChangeView::of).toList(),
                posted.hidden(draft.files().tree()));
    }
}
