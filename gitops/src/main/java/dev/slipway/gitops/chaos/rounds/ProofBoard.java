package dev.slipway.gitops.chaos.rounds;

import dev.slipway.gitops.chaos.Coverage;
import dev.slipway.gitops.chaos.Coverage.Standing;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.Proof;
import dev.slipway.gitops.chaos.ProofAlert;
import dev.slipway.gitops.chaos.Proofs;
import dev.slipway.gitops.chaos.program.Programs;
import dev.slipway.gitops.chaos.store.Cell;
import dev.slipway.gitops.chaos.store.CellStore;
import dev.slipway.gitops.chaos.store.ProofStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Joins what there is to prove with what was proved. */
@Component
final class ProofBoard implements Proofs {

    private static final Comparator<Coverage> ORDER = Comparator.comparing(Coverage::cluster)
            .thenComparing(Coverage::kind)
            .thenComparing(Coverage::apiVersion)
            .thenComparing(Coverage::change);

    private final ProofStore proofs;
    private final CellStore cells;
    private final Programs programs;
    private final Subjects subjects;

    ProofBoard(ProofStore proofs, CellStore cells, Programs programs, Subjects subjects) {
        this.proofs = proofs;
        this.cells = cells;
        this.programs = programs;
        this.subjects = subjects;
    }

    @Override
    public List<Coverage> coverage(Filter filter) {
        Map<Cell, ProofStore.Figures> figures = proofs.figures(filter);
        Set<String> tenants = filter.tenants();
        Set<Cell> covered = new HashSet<>();
        Map<String, ProofAlert> alerts = new HashMap<>();
        for (Program program : programs.all()) {
            if (filter.program() == null || filter.program().equals(program.name())) {
                covered.addAll(subjects.cells(program, tenants));
                cells.alerts(Set.of(program.name())).forEach(alert -> alerts.put(key(alert), alert));
            }
        }
        Set<Cell> all = new HashSet<>(subjects.cells(tenants));
        all.addAll(figures.keySet());
        return all.stream()
                .filter(cell -> matches(filter, cell))
                .map(cell -> coverage(
                        cell,
                        figures.getOrDefault(cell, ProofStore.Figures.NONE),
                        covered.contains(cell),
                        alerts.get(key(cell))))
                .sorted(ORDER)
                .toList();
    }

    private static boolean matches(Filter filter, Cell cell) {
        return (filter.cluster() == null || filter.cluster().equals(cell.cluster()))
                && (filter.kind() == null || filter.kind().equals(cell.kind()))
                && (filter.change() == null || filter.change() == cell.change());
    }

    private static Coverage coverage(
            Cell cell, ProofStore.Figures figures, boolean isCovered, @Nullable ProofAlert alert) {
        Standing standing = standing(figures, isCovered, alert);
        String detail = standing == Standing.REFUSED || standing == Standing.MISSED
                ? figures.lastDetail()
                : standing == Standing.OVERDUE && alert != null ? alert.detail() : "";
        return new Coverage(
                cell.cluster(),
                cell.apiVersion(),
                cell.kind(),
                cell.change(),
                standing,
                figures.lastProof(),
                figures.lastMicros(),
                figures.p99Micros(),
                figures.proofs(),
                figures.misses(),
                detail);
    }

    private static Standing standing(ProofStore.Figures figures, boolean isCovered, @Nullable ProofAlert alert) {
        if (figures.lastState() == Proof.State.MISSED) {
            return Standing.MISSED;
        }
        if (isCovered && alert != null && alert.type() == ProofAlert.Type.OVERDUE) {
            return Standing.OVERDUE;
        }
        if (figures.lastProof() != null) {
            return isCovered ? Standing.PROVED : Standing.LAPSED;
        }
        if (!isCovered) {
            return Standing.UNCOVERED;
        }
        return figures.lastState() == Proof.State.REFUSED ? Standing.REFUSED : Standing.NEVER;
    }

    private static String key(Cell cell) {
        return String.join(" ", cell.cluster(), cell.kind(), cell.change().name());
    }

    private static String key(ProofAlert alert) {
        return String.join(" ", alert.cluster(), alert.kind(), alert.change().name());
    }

    @Override
    public List<Proof> page(Filter filter, int page, int size) {
        return proofs.page(filter, page, size);
    }

    @Override
    public long count(Filter filter) {
        return proofs.count(filter);
    }

    @Override
    public List<ProofAlert> alerts(@Nullable Set<String> programs) {
        return cells.alerts(programs);
    }
}
