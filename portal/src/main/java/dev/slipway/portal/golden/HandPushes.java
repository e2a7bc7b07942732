package dev.slipway.portal.golden;

import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.PortalIdentity;
import dev.slipway.portal.ledger.LedgerAnchor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Sees that commits which people push don't pose as the portal's own: those answer a request that somebody made. */
final class HandPushes {

    private static final int MOST_COMMITS = 10_000;
    private static final int MOST_REASONS = 5;

    /** Of these the portal's decisions hang on the first two, and people believe the others. */
    private static final List<String> TRAILERS = List.of(
            PortalIdentity.REQUEST_TRAILER,
            CommitSummary.KIND,
            CommitSummary.REQUESTED_BY,
            CommitSummary.APPROVED_BY,
            CommitSummary.POLICY_RESULT,
            LedgerAnchor.TRAILER);

    private HandPushes() {}

    /** Why new commits pose as the portal's; empty where none does. */
    static List<String> posing(Repository repository, @Nullable ObjectId from, ObjectId to) throws IOException {
        var reasons = new ArrayList<String>();
        try (var walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(to));
            if (from != null && !from.equals(ObjectId.zeroId())) {
                walk.markUninteresting(walk.parseCommit(from));
            }
            int count = 0;
            for (RevCommit commit : walk) {
                if (++count > MOST_COMMITS) {
                    reasons.add("The push has more than " + MOST_COMMITS + " commits; push fewer at a time");
                    return reasons;
                }
                judge(commit, reasons);
                if (reasons.size() >= MOST_REASONS) {
                    return reasons;
                }
            }
        }
        return reasons;
    }

    private static void judge(RevCommit commit, List<String> reasons) {
        var name = commit.abbreviate(10).name();
        if (PortalIdentity.EMAIL.equalsIgnoreCase(
                commit.getCommitterIdent().getEmailAddress().strip())) {
            reasons.add("Commit %s names the portal, %s <%s>, as its committer; commit as yourself"
                    .formatted(name, PortalIdentity.NAME, PortalIdentity.EMAIL));
        }
        commit.getFullMessage()
                .lines()
                .filter(HandPushes::isPortals)
                .findFirst()
                .ifPresent(line -> reasons.add(
                        "Commit %s has the line '%s', which only the portal writes: it tells of the request that a commit answers; leave it out"
                                .formatted(name, line)));
    }

    /** Git takes blanks around a trailer's name and its colon, and capitals for small letters. */
    private static boolean isPortals(String line) {
        int colon = line.indexOf(':');
        return colon > 0 && TRAILERS.stream().anyMatch(line.substring(0, colon).strip()::equalsIgnoreCase);
    }
}
