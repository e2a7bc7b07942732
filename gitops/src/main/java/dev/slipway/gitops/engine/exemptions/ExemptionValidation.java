package dev.slipway.gitops.engine.exemptions;

import dev.slipway.gitops.desired.DesiredState;
import dev.slipway.gitops.desired.DesiredStates;
import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.gitops.exemptions.ExemptionFile;
import dev.slipway.gitops.exemptions.KnownFields;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenValidation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets no break-glass file into the repository that can't be read, or is about what isn't its instance's. */
@Component
final class ExemptionValidation implements GoldenValidation {

    private final GoldenRepository golden;
    private final ExemptionBook book;
    private final DesiredStates states;
    private final KnownFields fields;

    ExemptionValidation(GoldenRepository golden, ExemptionBook book, DesiredStates states, KnownFields fields) {
        this.golden = golden;
        this.book = book;
        this.states = states;
        this.fields = fields;
    }

    @Override
    public List<GoldenProblem> problems(String commit) {
        ExemptionReader read = ExemptionReader.read(golden.at(commit));
        List<GoldenProblem> problems = new ArrayList<>(read.problems());
        problems.removeAll(book.problems());
        List<Exemption> pushed = read.exemptions().values().stream()
                .filter(exemption -> !book.knows(exemption))
                .toList();
        if (!pushed.isEmpty()) {
            DesiredState state = states.at(commit);
            pushed.forEach(exemption -> judge(exemption, state, problems));
        }
        return problems;
    }

    private void judge(Exemption exemption, DesiredState state, List<GoldenProblem> problems) {
        String path = exemption.directory() + "/" + ExemptionFile.NAME;
        List<String> foreign = Belonging.objections(exemption, state);
        foreign.forEach(reason -> problems.add(new GoldenProblem(path, reason)));
        if (foreign.isEmpty()) {
            exemption.objects().stream()
                    .flatMap(each -> fields.objections(exemption.cluster(), each.object(), each.fields()).stream())
                    .forEach(reason -> problems.add(new GoldenProblem(path, reason)));
        }
    }
}
