package dev.slipway.gitops.chaos.program;

import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenValidation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says of a commit which of its programs could not be followed. */
@Component
final class ProgramValidation implements GoldenValidation {

    private final GoldenRepository golden;
    private final Programs programs;

    ProgramValidation(GoldenRepository golden, Programs programs) {
        this.golden = golden;
        this.programs = programs;
    }

    @Override
    public List<GoldenProblem> problems(String commit) {
        List<GoldenProblem> problems =
                new ArrayList<>(ProgramFiles.of(golden.at(commit)).problems());
        problems.removeAll(programs.problems());
        return problems;
    }
}
