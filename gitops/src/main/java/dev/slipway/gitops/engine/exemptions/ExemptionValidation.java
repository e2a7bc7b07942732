package dev.slipway.gitops.engine.exemptions;

import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenValidation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets no break-glass file into the repository that can't be read. */
@Component
final class ExemptionValidation implements GoldenValidation {

    private final GoldenRepository golden;
    private final ExemptionBook book;

    ExemptionValidation(GoldenRepository golden, ExemptionBook book) {
        this.golden = golden;
        this.book = book;
    }

    @Override
    public List<GoldenProblem> problems(String commit) {
        List<GoldenProblem> problems =
                new ArrayList<>(ExemptionReader.read(golden.at(commit)).problems());
        problems.removeAll(book.problems());
        return problems;
    }
}
