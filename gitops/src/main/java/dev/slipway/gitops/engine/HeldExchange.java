package dev.slipway.gitops.engine;

import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.engine.elsewhere.KeptHere;
import dev.slipway.gitops.fleet.LeaseLost;
import dev.slipway.gitops.store.HeldRows;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Tells the other replicas what is held here, hears from them what is held there, and does what was confirmed there. */
@Component
final class HeldExchange {

    private static final Logger log = LoggerFactory.getLogger(HeldExchange.class);
    private static final long PAUSE_SECONDS = 3;

    private final HeldRemovals removals;
    private final HeldRows rows;
    private final EngineRemovals confirmed;
    private final KeptHere kept;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "held-removals");
        thread.setDaemon(true);
        return thread;
    });

    HeldExchange(HeldRemovals removals, HeldRows rows, EngineRemovals confirmed, KeptHere kept) {
        this.removals = removals;
        this.rows = rows;
        this.confirmed = confirmed;
        this.kept = kept;
        timer.scheduleWithFixedDelay(this::exchange, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    @EventListener
    void on(LeaseLost lost) {
        removals.handOver(lost.cluster());
    }

    private void exchange() {
        try {
            tell(removals.here(), rows.all());
            removals.here().stream().filter(removals::isConfirmedByNow).forEach(confirmed::takeAway);
        } catch (DataAccessException e) {
            log.debug("Held removals can't be exchanged now: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("Held removals can't be exchanged", e);
        }
    }

    private void tell(List<HeldRemoval> here, List<HeldRemoval> told) {
        Set<String> known = told.stream().map(HeldRemoval::id).collect(Collectors.toSet());
        Set<String> waiting = here.stream().map(HeldRemoval::id).collect(Collectors.toSet());
        here.stream().filter(each -> !known.contains(each.id())).forEach(rows::add);
        told.stream()
                .filter(each -> kept.has(each.cluster()) && !waiting.contains(each.id()))
                .forEach(rows::remove);
        removals.told(told.stream().filter(each -> !kept.has(each.cluster())).toList());
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
