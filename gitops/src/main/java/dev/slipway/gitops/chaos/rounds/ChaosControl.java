package dev.slipway.gitops.chaos.rounds;

import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.ProgramState;
import dev.slipway.gitops.chaos.program.Programs;
import dev.slipway.gitops.chaos.store.ChangeStore;
import dev.slipway.gitops.chaos.store.ProgramStore;
import dev.slipway.gitops.repository.GoldenProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What people see of chaos and do with it. */
@Component
final class ChaosControl implements Chaos {

    private final Programs programs;
    private final ProgramStore store;
    private final ChangeStore changes;
    private final Rounds rounds;

    ChaosControl(Programs programs, ProgramStore store, ChangeStore changes, Rounds rounds) {
        this.programs = programs;
        this.store = store;
        this.changes = changes;
        this.rounds = rounds;
    }

    @Override
    public List<ProgramState> programs() {
        boolean isStopped = store.stopped().isPresent();
        return programs.all().stream().map(program -> state(program, isStopped)).toList();
    }

    @Override
    public Optional<ProgramState> program(String name) {
        return programs.find(name).map(program -> state(program, store.stopped().isPresent()));
    }

    private ProgramState state(Program program, boolean isStopped) {
        ProgramStore.Row row = store.row(program.name());
        ChangeStore.Load load = changes.load(program.name());
        boolean isOff = isStopped || row.hold() != null;
        Instant next = isOff ? null : program.schedule().next(row.lastRound()).orElse(null);
        return new ProgramState(program, row.hold(), next, load.made(), load.open());
    }

    @Override
    public List<GoldenProblem> problems() {
        return programs.problems();
    }

    @Override
    public Optional<ProgramState.Hold> stopped() {
        return store.stopped();
    }

    @Override
    public void stop(String by, String reason) {
        store.stop(by, reason);
    }

    @Override
    public void resume() {
        store.resume();
    }

    @Override
    public void hold(String program, String by, String reason) {
        store.hold(program, by, reason);
    }

    @Override
    public void release(String program) {
        store.release(program);
    }

    @Override
    public Round run(String program, String by) {
        return programs.find(program)
                .map(found -> {
                    store.row(program);
                    return rounds.make(found, by);
                })
                .orElseGet(() -> new Round(List.of(), "No program of that name is declared"));
    }
}
