package dev.slipway.gitops.chaos.rounds;

import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.injection.ChaosSettings;
import dev.slipway.gitops.chaos.injection.Sweep;
import dev.slipway.gitops.chaos.program.Programs;
import dev.slipway.gitops.chaos.store.ProgramStore;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks again and again whether a round is due, a change was left to judge, or a proof is missing. */
@Component
final class ChaosClock {

    private static final Logger log = LoggerFactory.getLogger(ChaosClock.class);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(15);

    private final Programs programs;
    private final ProgramStore store;
    private final Rounds rounds;
    private final ScheduledThreadPoolExecutor timer;

    ChaosClock(
            Programs programs,
            ProgramStore store,
            Rounds rounds,
            Sweep sweep,
            Watchdog watchdog,
            ChaosSettings settings) {
        this.programs = programs;
        this.store = store;
        this.rounds = rounds;
        this.timer = new ScheduledThreadPoolExecutor(3, task -> {
            Thread thread = new Thread(task, "chaos-clock");
            thread.setDaemon(true);
            return thread;
        });
        repeat(this::startRounds, settings.tick());
        repeat(sweep::sweep, settings.tick());
        repeat(watchdog::check, BETWEEN_CHECKS);
    }

    private void repeat(Runnable task, Duration pause) {
        timer.scheduleWithFixedDelay(
                () -> unlessItFails(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A task that throws would not be repeated. */
    private void unlessItFails(Runnable task) {
        if (!programs.isLoaded()) {
            return;
        }
        try {
            task.run();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Chaos waits for the database: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("A look at the chaos programs failed; it is repeated", e);
        }
    }

    private void startRounds() {
        Instant now = Instant.now();
        boolean isStopped = !programs.all().isEmpty() && store.stopped().isPresent();
        for (Program program : programs.all()) {
            ProgramStore.Row row = store.row(program.name());
            boolean isDue = program.schedule()
                    .next(row.lastRound())
                    .filter(next -> !next.isAfter(now))
                    .isPresent();
            // A replica that keeps none of it would use up the round of the one that does.
            if (isDue
                    && rounds.canBegin(program)
                    && store.takeRound(program.name(), row.lastRound())
                    && row.hold() == null
                    && !isStopped) {
                rounds.make(program, "schedule");
            }
        }
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
    }
}
