package dev.slipway.gitops.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.Merger;

/** A merge that leaves nothing behind. */
final class TrialMerge {

    private TrialMerge() {}

    /** Whether two commits can be merged without a conflict. */
    static boolean works(Repository repository, ObjectId ours, ObjectId theirs) {
        Merger merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
        try {
            return merger.merge(false, ours, theirs);
        } catch (IOException e) {
            throw new UncheckedIOException("%s and %s can't be compared".formatted(ours.name(), theirs.name()), e);
        }
    }
}
