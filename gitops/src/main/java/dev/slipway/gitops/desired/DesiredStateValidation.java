package dev.slipway.gitops.desired;

import dev.slipway.gitops.GoldenProblem;
import dev.slipway.gitops.GoldenRepository;
import dev.slipway.gitops.GoldenValidation;
import dev.slipway.gitops.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads a commit as if it were the newest, without following it. */
@Component
final class DesiredStateValidation implements GoldenValidation {

    private final GoldenRepository golden;
    private final DesiredStates states;

    DesiredStateValidation(GoldenRepository golden, DesiredStates states) {
        this.golden = golden;
        this.states = states;
    }

    @Override
    public List<GoldenProblem> problems(String commit) {
        DesiredState now = states.current();
        Snapshot next = golden.at(commit);
        List<GoldenProblem> problems =
                new ArrayList<>(new DesiredStateReader(next, now).read().problems());
        problems.addAll(orphans(next));
        problems.removeAll(now.problems());
        if (!now.commit().isEmpty()) {
            problems.removeAll(orphans(golden.at(now.commit())));
        }
        return problems;
    }

    /** What runs of a tenant stays when its file goes, so that taking the file away alone is never what was meant. */
    private static List<GoldenProblem> orphans(Snapshot snapshot) {
        return snapshot.names("tenants").stream()
                .filter(name -> snapshot.tree("tenants/" + name) != null)
                .map(name -> "tenants/" + name + "/tenant.yaml")
                .filter(path -> snapshot.read(path) == null)
                .map(path -> new GoldenProblem(
                        path, "The file is missing; take the whole directory away to remove a tenant"))
                .toList();
    }
}
