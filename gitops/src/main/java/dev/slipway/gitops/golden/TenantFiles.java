package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.FileChange;
import dev.slipway.gitops.repository.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.PathSuffixFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** The files that say that there is a tenant. */
final class TenantFiles {

    private static final String NAME = "tenant.yaml";
    private static final int DEPTH = 2;

    private TenantFiles() {}

    static String of(String tenantDirectory) {
        return tenantDirectory + "/" + NAME;
    }

    /** Those that a plan takes away. */
    static List<String> takenAway(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.after() == null)
                .map(FileChange::path)
                .filter(path -> path.startsWith("tenants/") && path.endsWith("/" + NAME))
                .toList();
    }

    /** Those that a commit with one parent took away. */
    static List<String> takenAway(ObjectReader reader, RevCommit commit) throws IOException {
        List<String> files = new ArrayList<>();
        try (RevWalk commits = new RevWalk(reader);
                TreeWalk walk = new TreeWalk(reader)) {
            RevTree before = commits.parseCommit(commit.getParent(0)).getTree();
            walk.addTree(before);
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            walk.setFilter(AndTreeFilter.create(new TreeFilter[] {
                PathFilter.create("tenants"), PathSuffixFilter.create("/" + NAME), TreeFilter.ANY_DIFF
            }));
            while (walk.next()) {
                if (walk.getDepth() == DEPTH && walk.getFileMode(1) == FileMode.MISSING) {
                    files.add(walk.getPathString());
                }
            }
        }
        return files;
    }
}
