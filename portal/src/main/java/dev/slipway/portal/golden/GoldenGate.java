package dev.slipway.portal.golden;

import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenTrial;
import dev.slipway.gitops.repository.GoldenValidation;
import dev.slipway.portal.git.PushGate;
import dev.slipway.portal.security.Person;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets only those pushes through that the platform can follow; old problems don't stand in the way of new work. */
@Component
class GoldenGate implements PushGate {

    private static final Logger log = LoggerFactory.getLogger(GoldenGate.class);

    private final GoldenRepository golden;
    private final List<GoldenValidation> validations;
    private final GoldenTrial trial;
    private final String branch;

    GoldenGate(
            GoldenRepository golden, List<GoldenValidation> validations, GoldenTrial trial, GoldenSettings settings) {
        this.golden = golden;
        this.validations = validations;
        this.trial = trial;
        this.branch = Constants.R_HEADS + settings.branch();
    }

    @Override
    public List<String> validate(
            String name,
            Repository repository,
            Collection<ReceiveCommand> commands,
            Person person,
            Consumer<String> remarks) {
        if (!OwnRepository.NAME.equals(name)) {
            return List.of();
        }
        return commands.stream()
                .filter(command -> command.getRefName().equals(branch))
                .flatMap(command -> judge(repository, command, remarks).stream())
                .toList();
    }

    private List<String> judge(Repository repository, ReceiveCommand command, Consumer<String> remarks) {
        return switch (command.getType()) {
            case DELETE -> List.of(branch + " can't be deleted: it says what runs");
            case UPDATE_NONFASTFORWARD -> List.of(branch + " can't be rewound: pull first, and push on top of it");
            case CREATE, UPDATE -> judge(repository, command.getOldId(), command.getNewId(), remarks);
        };
    }

    private List<String> judge(Repository repository, ObjectId old, ObjectId pushed, Consumer<String> remarks) {
        try {
            if (repository.open(pushed).getType() != Constants.OBJ_COMMIT) {
                return List.of(branch + " can only point to a commit");
            }
            var tooLarge = TreeBounds.exceededBy(repository, pushed);
            if (tooLarge.isPresent()) {
                return List.of("The commit is too large: " + tooLarge.get());
            }
            var posing = HandPushes.posing(repository, old, pushed);
            if (!posing.isEmpty()) {
                return posing;
            }
            return Reasons.of(problems(pushed.name(), remarks));
        } catch (IOException | RuntimeException e) {
            log.warn("A push of {} to {} is refused: it can't be read", pushed.name(), branch, e);
            return List.of("The commit can't be read: " + e.getMessage());
        }
    }

    /** Clusters are asked last: most of what is wrong is known without them. */
    private List<GoldenProblem> problems(String commit, Consumer<String> remarks) {
        var problems = Stream.concat(
                        Publishing.trial(golden.head(), golden.at(commit)).stream(),
                        validations.stream().flatMap(each -> each.problems(commit).stream()))
                .toList();
        if (!problems.isEmpty()) {
            return problems;
        }
        var outcome = trial.of(commit);
        outcome.remarks().stream().map(Reasons::line).forEach(remarks);
        return outcome.problems();
    }

    @Override
    public void afterPush(String name, Repository repository, Collection<ReceiveCommand> commands, Person person) {
        if (OwnRepository.NAME.equals(name)) {
            golden.refresh();
        }
    }
}
