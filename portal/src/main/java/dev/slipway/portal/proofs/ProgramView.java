package dev.slipway.portal.proofs;

import dev.slipway.gitops.chaos.Change;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.ProgramState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chaos program, as pages and the API show it.
 *
 * @param target {@code tenant checkout} or {@code cluster host}
 * @param schedule when it makes its rounds, in words
 * @param changes what it does, as programs write it
 * @param perHour the most changes within an hour
 * @param within how long an object may take to be put back, in seconds
 * @param hold why it is switched off, {@code null} where it is on
 * @param nextRound when it comes next, {@code null} where it does not
 * @param made changes of the last hour
 * @param open changes that wait to be put back
 * @param switchable whether the person may switch it off and on and run it
 */
public record ProgramView(
        String name,
        String target,
        String schedule,
        List<String> changes,
        int perHour,
        long within,
        @Nullable HoldView hold,
        @Nullable Instant nextRound,
        int made,
        int open,
        boolean switchable) {

    /** Who switched something off, when and why. */
    public record HoldView(String by, Instant at, String reason) {

        static @Nullable HoldView of(ProgramState.@Nullable Hold hold) {
            return hold == null ? null : new HoldView(hold.by(), hold.at(), hold.reason());
        }
    }

    static ProgramView of(ProgramState state, boolean switchable) {
        Program program = state.program();
        return new ProgramView(
                program.name(),
                program.target().toString(),
                schedule(program),
                program.changes().stream().sorted().map(Change::text).toList(),
                program.budget().perHour(),
                program.within().toSeconds(),
                HoldView.of(state.hold()),
                state.nextRound(),
                state.made(),
                state.open(),
                switchable);
    }

    private static String schedule(Program program) {
        var schedule = program.schedule();
        String rounds = schedule.every() != null ? "every " + schedule.every() : "cron " + schedule.cron();
        var window = schedule.window();
        return window == null
                ? rounds
                : "%s, %s to %s %s".formatted(rounds, window.from(), window.to(), schedule.zone());
    }
}
