package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.RequestedDeletions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Which commits of a remote answer a request to delete. There nobody refuses a commit that only says so, and a squash
 * may lose what the portal wrote, so that the requests are asked and not the commit.
 */
final class DeletionClaims {

    private static final String DELETE = "delete";

    private final ObjectProvider<RequestedDeletions> requests;
    private final CommitSearch search;
    private final Supplier<ObjectReader> objects;

    DeletionClaims(ObjectProvider<RequestedDeletions> requests, CommitSearch search, Supplier<ObjectReader> objects) {
        this.requests = requests;
        this.search = search;
        this.objects = objects;
    }

    /** The commits as they are to be believed, as far as they concern a directory. */
    List<CommitSummary> judged(List<CommitSummary> commits, String directory) {
        RequestedDeletions requested = requests.getIfAvailable();
        return requested == null
                ? commits
                : commits.stream()
                        .map(commit -> judged(commit, directory, requested))
                        .toList();
    }

    private CommitSummary judged(CommitSummary commit, String directory, RequestedDeletions requested) {
        String said = commit.trailers().get(CommitSummary.KIND);
        boolean answers = isGone(commit, directory) && answersRequest(commit, directory, requested);
        if (answers == DELETE.equals(said)) {
            return commit;
        }
        Map<String, String> trailers = new HashMap<>(commit.trailers());
        if (answers) {
            trailers.put(CommitSummary.KIND, DELETE);
        } else {
            trailers.remove(CommitSummary.KIND);
        }
        return new CommitSummary(commit.commit(), commit.subject(), commit.author(), commit.at(), trailers);
    }

    private boolean isGone(CommitSummary commit, String directory) {
        try {
            return !directory.isEmpty()
                    && new JGitSnapshot(objects, ObjectId.fromString(commit.commit())).tree(directory) == null;
        } catch (IOException e) {
            throw new UncheckedIOException("The golden repository can't be read", e);
        }
    }

    /** A merge brings the portal's own commit along, so that what leads to the merge counts, too. */
    private boolean answersRequest(CommitSummary commit, String directory, RequestedDeletions requested) {
        if (requested.isUnderWay(directory)) {
            return true;
        }
        ObjectId id = ObjectId.fromString(commit.commit());
        return requested.commits(directory).stream().anyMatch(end -> reaches(ObjectId.fromString(end), id));
    }

    private boolean reaches(ObjectId end, ObjectId commit) {
        try {
            return search.reaches(end, commit);
        } catch (IOException e) {
            throw new UncheckedIOException("The golden repository can't be read", e);
        }
    }
}
