package dev.slipway.gitops.chaos.rounds;

import dev.slipway.gitops.chaos.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How old a program's proofs may become: so many rounds, and so much budget, come around for each cell. */
final class Promise {

    /** More rounds are not counted; a program that needs more to come around promises nothing sooner. */
    private static final int MOST_ROUNDS = 20_000;

    private final Program program;
    private final int rounds;
    private final Duration budget;

    /**
     * @param cells how many cells the program has to prove
     * @param patience how many times over it may be late
     */
    Promise(Program program, int cells, int patience) {
        this.program = program;
        int perRound =
                Math.min(program.budget().atMostAtATime(), program.budget().perHour());
        int around = (cells + perRound - 1) / perRound;
        this.rounds = Math.min(MOST_ROUNDS, patience * Math.max(1, around));
        this.budget = Duration.ofHours(1)
                .multipliedBy((long) patience * cells)
                .dividedBy(program.budget().perHour());
    }

    /** When what was last proved at a moment has to be proved again; empty where the schedule does not say. */
    Optional<Instant> due(Instant proved) {
        Instant last = proved;
        for (int round = 0; round < rounds; round++) {
            Optional<Instant> next = program.schedule().next(last);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            last = next.get();
        }
        Instant byBudget = proved.plus(budget);
        Instant due = last.isAfter(byBudget) ? last : byBudget;
        return Optional.of(due.plus(program.within()));
    }

    /** The newest of these moments whose proof is overdue; a later proof is due later, so that few have to be tried. */
    Optional<Instant> newestOverdue(Collection<Instant> proofs, Instant now) {
        List<Instant> sorted = proofs.stream().sorted().distinct().toList();
        int overdue = 0;
        int inTime = sorted.size();
        while (overdue < inTime) {
            int middle = (overdue + inTime) / 2;
            if (due(sorted.get(middle)).filter(now::isAfter).isPresent()) {
                overdue = middle + 1;
            } else {
                inTime = middle;
            }
        }
        return overdue == 0 ? Optional.empty() : Optional.of(sorted.get(overdue - 1));
    }
}
