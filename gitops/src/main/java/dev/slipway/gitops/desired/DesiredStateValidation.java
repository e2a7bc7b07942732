package dev.slipway.gitops.desired;

import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenValidation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads a commit as if it were the newest, without following it. */
@Component
final class DesiredStateValidation implements GoldenValidation {

    private final DesiredStates states;

    DesiredStateValidation(DesiredStates states) {
        this.states = states;
    }

    @Override
    public List<GoldenProblem> problems(String commit) {
        DesiredState now = states.current();
        List<GoldenProblem> problems = new ArrayList<>(states.at(commit).problems());
        problems.removeAll(now.problems());
        return problems;
    }
}
