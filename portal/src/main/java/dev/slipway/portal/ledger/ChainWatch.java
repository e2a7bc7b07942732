package dev.slipway.portal.ledger;

import dev.slipway.gitops.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Recomputes the chain all the time: what is new every minute, the whole once a day and whenever somebody asks. */
@Component
class ChainWatch {

    private static final Logger log = LoggerFactory.getLogger(ChainWatch.class);
    private static final Duration WHOLE_EVERY = Duration.ofDays(1);

    private final Ledger ledger;
    private volatile @Nullable Checked last;
    private Instant wholeAt = Instant.EPOCH;

    ChainWatch(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * What a verification found.
     *
     * @param at when it ended
     * @param millis how long it took
     */
    record Checked(Ledger.Verdict verdict, Instant at, long millis) {}

    /** What was found last, {@code null} before the first time. */
    @Nullable
    Checked last() {
        return last;
    }

    /** Recomputes the whole chain now; one at a time. */
    synchronized Checked verify() {
        Checked checked = check(Ledger.Head.NONE);
        wholeAt = checked.at();
        return checked;
    }

    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT1M")
    synchronized void watch() {
        try {
            Checked known = last;
            if (known == null
                    || !known.verdict().isWhole()
                    || wholeAt.plus(WHOLE_EVERY).isBefore(Instant.now())) {
                verify();
            } else {
                check(known.verdict().good());
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("The ledger is verified later: {}", e.getMessage());
        }
    }

    private Checked check(Ledger.Head from) {
        long begin = System.nanoTime();
        Ledger.Verdict verdict = ledger.verify(from);
        if (!verdict.isWhole()) {
            log.error("The ledger is not what was entered: {}", verdict.problem());
        }
        Checked checked = new Checked(
                verdict,
                Instant.now(),
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
        last = checked;
        return checked;
    }
}
