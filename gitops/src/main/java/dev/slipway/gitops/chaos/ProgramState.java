package dev.slipway.gitops.chaos;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A program and whether it runs.
 *
 * @param program what is declared
 * @param hold why it is switched off, {@code null} where it is on
 * @param nextRound when it comes next, {@code null} where it does not
 * @param made changes of the last hour
 * @param open changes that wait to be put back
 */
public record ProgramState(
        Program program, @Nullable Hold hold, @Nullable Instant nextRound, int made, int open) {

    /**
     * Who switched something off.
     *
     * @param by the person, or {@value Chaos#USER} where it did so itself
     * @param at when
     * @param reason why
     */
    public record Hold(String by, Instant at, String reason) {}
}
