package dev.slipway.gitops.desired;

import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenValidation;
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
        List<GoldenProblem> problems = new ArrayList<>(new DesiredStateReader(golden.at(commit), now, Manifest::of)
                .read()
                .problems());
        problems.removeAll(now.problems());
        return problems;
    }
}
