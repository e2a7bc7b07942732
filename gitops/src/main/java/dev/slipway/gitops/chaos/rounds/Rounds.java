package dev.slipway.gitops.chaos.rounds;

import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.injection.Attempt;
import dev.slipway.gitops.chaos.injection.Injector;
import dev.slipway.gitops.chaos.store.Cell;
import dev.slipway.gitops.chaos.store.ChangeStore;
import dev.slipway.gitops.chaos.store.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.stereotype.Component;

/** Makes a round: changes something of the cells that were longest without a try. */
@Component
final class Rounds {

    /** So many cells that can't be tried now don't keep a round busy for ever. */
    private static final int MOST_TRIES = 25;

    private final Subjects subjects;
    private final ChangeStore changes;
    private final Injector injector;
    private final Random random = new Random();

    Rounds(Subjects subjects, ChangeStore changes, Injector injector) {
        this.subjects = subjects;
        this.changes = changes;
        this.injector = injector;
    }

    /** Whether this process keeps anything that a program may change now. */
    boolean canBegin(Program program) {
        return subjects.of(program).values().stream().anyMatch(cell -> !cell.isEmpty());
    }

    Chaos.Round make(Program program, String by) {
        if (!program.schedule().isOpen(Instant.now())) {
            return new Chaos.Round(List.of(), "It is outside of the program's hours");
        }
        List<Long> begun = new ArrayList<>();
        List<List<Subject>> cells = inTurn(program);
        String reason = cells.isEmpty() ? absence(program) : "";
        int tries = 0;
        for (List<Subject> cell : cells) {
            if (begun.size() == program.budget().atMostAtATime() || ++tries > MOST_TRIES) {
                break;
            }
            Attempt attempt = injector.begin(program, cell.get(random.nextInt(cell.size())), by);
            reason = attempt.reason();
            if (attempt.id() > 0) {
                begun.add(attempt.id());
            } else if (attempt.isFinal()) {
                break;
            }
        }
        return new Chaos.Round(begun, reason);
    }

    private String absence(Program program) {
        return subjects.isElsewhere(program)
                ? "Another replica keeps %s; its rounds begin there".formatted(program.target())
                : "Nothing of %s is there to be changed".formatted(program.target());
    }

    private List<List<Subject>> inTurn(Program program) {
        Map<Cell, List<Subject>> cells = subjects.of(program);
        Map<Cell, ChangeStore.Tries> tries = changes.tries(program.name());
        List<Map.Entry<Cell, List<Subject>>> inTurn = new ArrayList<>(cells.entrySet());
        inTurn.removeIf(cell -> cell.getValue().isEmpty());
        Collections.shuffle(inTurn, random);
        inTurn.sort(Comparator.comparing(cell -> {
            ChangeStore.Tries last = tries.get(cell.getKey());
            return last == null ? Instant.EPOCH : last.at();
        }));
        return inTurn.stream().map(Map.Entry::getValue).toList();
    }
}
