package dev.slipway.portal.golden;

import dev.slipway.catalog.Catalog;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.Snapshot;
import dev.slipway.policies.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Publishes catalog and policies from a commit, for real or for a trial. */
final class Publishing {

    private Publishing() {}

    static List<GoldenProblem> reload(Catalog catalog, Snapshot snapshot) {
        return catalog.replace(snapshot.files(GoldenContents.CATALOG)).problems().stream()
                .map(problem -> problem(GoldenContents.CATALOG, problem.path(), problem.badValue(), problem.expected()))
                .toList();
    }

    static List<GoldenProblem> reload(Policies policies, Snapshot snapshot) {
        return policies.replace(snapshot.files(GoldenContents.POLICIES)).problems().stream()
                .map(problem ->
                        problem(GoldenContents.POLICIES, problem.path(), problem.badValue(), problem.expected()))
                .toList();
    }

    /** What publishing the next commit would meet and the current one doesn't; changes nothing. */
    static List<GoldenProblem> trial(Snapshot current, Snapshot next) {
        var problems = new ArrayList<GoldenProblem>();
        if (!Objects.equals(current.tree(GoldenContents.CATALOG), next.tree(GoldenContents.CATALOG))) {
            problems.addAll(reload(new Catalog(), next));
            problems.removeAll(reload(new Catalog(), current));
        }
        if (!Objects.equals(current.tree(GoldenContents.POLICIES), next.tree(GoldenContents.POLICIES))) {
            problems.addAll(reload(new Policies(), next));
            problems.removeAll(reload(new Policies(), current));
        }
        return problems;
    }

    private static GoldenProblem problem(String folder, String path, String badValue, String expected) {
        var found = badValue.isEmpty() ? "nothing" : "'" + badValue + "'";
        return new GoldenProblem(
                path.isEmpty() ? folder : folder + "/" + path, "found " + found + ", expected " + expected);
    }
}
