package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.Plan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Finds commits in the history of a directory. */
final class CommitSearch {

    private final Supplier<ObjectReader> objects;

    CommitSearch(Supplier<ObjectReader> objects) {
        this.objects = objects;
    }

    /**
     * The commit that answered a request already: a crash can come between a commit and the note of it. Only what came
     * after the plan's base can hold it, so the walk is short.
     */
    @Nullable
    ObjectId byRequest(@Nullable ObjectId tip, Plan plan, String requestId) throws IOException {
        if (tip == null || tip.name().equals(plan.base())) {
            return null;
        }
        try (ObjectReader reader = objects.get();
                RevWalk walk = walk(reader, tip, plan.directory())) {
            exclude(walk, plan.base());
            for (RevCommit commit : walk) {
                if (Trailers.requestIds(commit).contains(requestId)) {
                    return commit.copy();
                }
            }
            return null;
        }
    }

    /** Whether a file was missing at some time after a commit, which tells it from a later one at the same path. */
    boolean wasWithout(String file, ObjectId tip, String base) throws IOException {
        if (tip.name().equals(base)) {
            return false;
        }
        try (ObjectReader reader = objects.get();
                RevWalk walk = walk(reader, tip, file)) {
            exclude(walk, base);
            for (RevCommit commit : walk) {
                if (new JGitSnapshot(objects, commit).blob(file) == null) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void exclude(RevWalk walk, String base) throws IOException {
        ObjectId id = ObjectId.fromString(base);
        if (id.equals(ObjectId.zeroId())) {
            return;
        }
        try {
            walk.markUninteresting(walk.parseCommit(id));
        } catch (MissingObjectException e) {
            // The branch was rewritten by force: then the whole history is looked through.
            return;
        }
    }

    /** Whether a branch leads to a commit. */
    boolean reaches(@Nullable ObjectId tip, ObjectId commit) throws IOException {
        if (tip == null) {
            return false;
        }
        try (ObjectReader reader = objects.get();
                RevWalk walk = new RevWalk(reader)) {
            return walk.isMergedInto(walk.parseCommit(commit), walk.parseCommit(tip));
        } catch (MissingObjectException e) {
            return false;
        }
    }

    List<CommitSummary> history(@Nullable ObjectId tip, String directory, int limit) throws IOException {
        List<CommitSummary> commits = new ArrayList<>();
        if (tip == null) {
            return commits;
        }
        try (ObjectReader reader = objects.get();
                RevWalk walk = walk(reader, tip, directory)) {
            for (RevCommit commit : walk) {
                if (commits.size() == limit) {
                    break;
                }
                commits.add(new CommitSummary(
                        commit.name(),
                        commit.getShortMessage(),
                        commit.getAuthorIdent().getName(),
                        Instant.ofEpochSecond(commit.getCommitTime()),
                        Trailers.all(commit)));
            }
        }
        return commits;
    }

    private static RevWalk walk(ObjectReader reader, ObjectId tip, String directory) throws IOException {
        RevWalk walk = new RevWalk(reader);
        walk.markStart(walk.parseCommit(tip));
        if (!directory.isEmpty()) {
            walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(directory), TreeFilter.ANY_DIFF));
        }
        return walk;
    }
}
