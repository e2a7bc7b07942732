package dev.slipway.portal.ledger;

import dev.slipway.gitops.ledger.Ledger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of the chain found.
 *
 * @param whole whether nothing is wrong
 * @param good the last entry up to which everything is right
 * @param badSequence the first entry that is wrong, {@code null} where none is
 * @param problem what is wrong with it, likewise
 * @param verifiedAt when that was found
 * @param millis how long it took
 */
record VerdictView(
        boolean whole,
        Ledger.Head good,
        @Nullable Long badSequence,
        @Nullable String problem,
        Instant verifiedAt,
        long millis) {

    static VerdictView of(ChainWatch.Checked checked) {
        Ledger.Verdict verdict = checked.verdict();
        return new VerdictView(
                verdict.isWhole(),
                verdict.good(),
                verdict.isWhole() ? null : verdict.good().sequence() + 1,
                verdict.problem(),
                checked.at(),
                checked.millis());
    }
}
