package dev.slipway.gitops.chaos.rounds;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.Proof;
import dev.slipway.gitops.chaos.ProofAlert;
import dev.slipway.gitops.chaos.ProofAlertRaised;
import dev.slipway.gitops.chaos.injection.ChangeMissed;
import dev.slipway.gitops.chaos.injection.ChaosSettings;
import dev.slipway.gitops.chaos.program.Programs;
import dev.slipway.gitops.chaos.store.Cell;
import dev.slipway.gitops.chaos.store.CellStore;
import dev.slipway.gitops.chaos.store.ChangeStore;
import dev.slipway.gitops.chaos.store.ProgramStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Raises an alert where a proof is missing, and stops the chaos that could not be put back. */
@Component
final class Watchdog {

    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

    private final Programs programs;
    private final Subjects subjects;
    private final ChangeStore changes;
    private final CellStore cells;
    private final ProgramStore store;
    private final Instances instances;
    private final ApplicationEventPublisher events;
    private final int patience;

    Watchdog(
            Programs programs,
            Subjects subjects,
            ChangeStore changes,
            CellStore cells,
            ProgramStore store,
            Instances instances,
            ApplicationEventPublisher events,
            ChaosSettings settings) {
        this.programs = programs;
        this.subjects = subjects;
        this.changes = changes;
        this.cells = cells;
        this.store = store;
        this.instances = instances;
        this.events = events;
        this.patience = settings.patience();
    }

    @EventListener
    void on(ChangeMissed missed) {
        Proof proof = missed.proof();
        programs.all().stream()
                .filter(program -> proof.cluster().equals(clusterOf(program)))
                .forEach(program -> store.hold(program.name(), Chaos.USER, missed.detail()));
        Cell cell = new Cell(
                proof.cluster(), proof.object().apiVersion(), proof.object().kind(), proof.change());
        raise(proof.program(), cell, ProofAlert.Type.MISSED, missed.detail());
    }

    private @Nullable String clusterOf(Program program) {
        String tenant = program.target().tenant();
        return tenant == null
                ? program.target().cluster()
                : instances.tenant(tenant).map(Tenant::cluster).orElse(null);
    }

    /** Looks at every promise once. */
    void check() {
        cells.forgetAllBut(programs.all().stream().map(Program::name).toList());
        programs.all().forEach(this::check);
    }

    private void check(Program program) {
        Set<Cell> wanted = subjects.of(program).keySet();
        Map<Cell, Instant> since = cells.promise(program.name(), wanted);
        Map<Cell, ChangeStore.Tries> tries = changes.tries(program.name());
        Map<Cell, Instant> proved = lastProofs(since, tries);
        Promise promise = new Promise(program, proved.size(), patience);
        Instant overdue = promise.newestOverdue(proved.values(), Instant.now()).orElse(Instant.MIN);
        cells.alerts(Set.of(program.name())).forEach(alert -> clearIfProved(alert, proved, overdue));
        proved.forEach((cell, last) -> {
            if (!last.isAfter(overdue)) {
                raise(
                        program.name(),
                        cell,
                        ProofAlert.Type.OVERDUE,
                        "The last proof should be newer than " + last + ".");
            }
        });
    }

    /** When each cell was last proved, or began to have to be; without those that never could be. */
    private static Map<Cell, Instant> lastProofs(Map<Cell, Instant> since, Map<Cell, ChangeStore.Tries> tries) {
        Map<Cell, Instant> proved = new HashMap<>();
        since.forEach((cell, promised) -> {
            ChangeStore.Tries known = tries.get(cell);
            Instant last = known == null ? null : known.proved();
            if (last != null) {
                proved.put(cell, last.isAfter(promised) ? last : promised);
            } else if (known == null || known.state() != Proof.State.REFUSED) {
                proved.put(cell, promised);
            }
        });
        return proved;
    }

    private void clearIfProved(ProofAlert alert, Map<Cell, Instant> proved, Instant overdue) {
        proved.forEach((cell, last) -> {
            boolean isIt = cell.cluster().equals(alert.cluster())
                    && cell.kind().equals(alert.kind())
                    && cell.change() == alert.change();
            boolean isMended =
                    alert.type() == ProofAlert.Type.MISSED ? last.isAfter(alert.since()) : last.isAfter(overdue);
            if (isIt && isMended) {
                cells.clear(alert.program(), cell);
            }
        });
    }

    private void raise(String program, Cell cell, ProofAlert.Type type, String detail) {
        if (cells.raise(program, cell, type, detail)) {
            log.error(
                    "A proof is missing: {} of {} in {}: {}",
                    cell.change().text(),
                    cell.kind(),
                    cell.cluster(),
                    detail);
            events.publishEvent(new ProofAlertRaised(
                    new ProofAlert(type, program, cell.cluster(), cell.kind(), cell.change(), Instant.now(), detail)));
        }
    }
}
