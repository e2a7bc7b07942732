package dev.slipway.portal.golden;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.exemptions.Exemptions;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.sealing.Seals;
import dev.slipway.portal.platform.GoldenView.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The files that can't be followed, and who brought them about: a remote takes pushes that the portal would refuse. */
@Component
class GoldenProblems {

    private static final int MOST = 50;

    private final GoldenRepository golden;
    private final GoldenContents contents;
    private final Instances instances;
    private final Chaos chaos;
    private final Exemptions exemptions;
    private final Seals seals;
    private volatile Known known = new Known(List.of(), List.of());

    GoldenProblems(
            GoldenRepository golden,
            GoldenContents contents,
            Instances instances,
            Chaos chaos,
            Exemptions exemptions,
            Seals seals) {
        this.golden = golden;
        this.contents = contents;
        this.instances = instances;
        this.chaos = chaos;
        this.exemptions = exemptions;
        this.seals = seals;
    }

    /** Every page asks, so the history is read only when the problems have changed. */
    List<Problem> all() {
        var found = Stream.of(
                        contents.problems(),
                        instances.problems(),
                        chaos.problems(),
                        exemptions.problems(),
                        seals.problems())
                .flatMap(List::stream)
                .distinct()
                .limit(MOST)
                .toList();
        var now = known;
        if (!now.found.equals(found)) {
            now = new Known(found, found.stream().map(this::explained).toList());
            known = now;
        }
        return now.explained;
    }

    private Problem explained(GoldenProblem problem) {
        var commit = latest(problem.path());
        return commit == null
                ? new Problem(problem.path(), problem.message(), null, null, null)
                : new Problem(problem.path(), problem.message(), commit.commit(), commit.author(), commit.at());
    }

    private @Nullable CommitSummary latest(String path) {
        return golden.history(path, 1).stream().findFirst().orElse(null);
    }

    private record Known(List<GoldenProblem> found, List<Problem> explained) {}
}
