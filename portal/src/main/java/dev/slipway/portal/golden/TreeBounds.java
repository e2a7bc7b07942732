package dev.slipway.portal.golden;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A few kilobytes of Git can unfold to any size, since a tree may name one object any number of times. */
final class TreeBounds {

    private static final int MOST_FILES = 50_000;
    private static final int DEEPEST = 20;
    private static final long MOST_BYTES = 128L * 1024 * 1024;

    private TreeBounds() {}

    /** Why a commit is too large to be read; empty if it isn't. */
    static Optional<String> exceededBy(Repository repository, ObjectId commit) throws IOException {
        try (var commits = new RevWalk(repository);
                var walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(commit).getTree());
            int files = 0;
            long bytes = 0;
            while (walk.next()) {
                if (walk.isSubtree()) {
                    if (walk.getDepth() >= DEEPEST) {
                        return Optional.of("folders are nested deeper than " + DEEPEST + " levels");
                    }
                    walk.enterSubtree();
                    continue;
                }
                files++;
                bytes += size(walk);
                if (files > MOST_FILES || bytes > MOST_BYTES) {
                    return Optional.of(
                            "it has more than " + MOST_FILES + " files or " + MOST_BYTES / 1024 / 1024 + " MiB in all");
                }
            }
            return Optional.empty();
        }
    }

    /** What a submodule points to lies in another repository. */
    private static long size(TreeWalk walk) throws IOException {
        return walk.getFileMode(0) == FileMode.GITLINK
                ? 0
                : walk.getObjectReader().getObjectSize(walk.getObjectId(0), Constants.OBJ_BLOB);
    }
}
