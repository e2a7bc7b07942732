package dev.slipway.gitops.chaos.rounds;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ObjectStatus;
import dev.slipway.gitops.chaos.Change;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.SealedNamespaces;
import dev.slipway.gitops.chaos.store.Cell;
import dev.slipway.gitops.chaos.store.Subject;
import dev.slipway.gitops.fleet.ClusterLeases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What there is to change. */
@Component
final class Subjects {

    private static final String ADDED_NAME = "slipway-chaos-added";

    private final Instances instances;
    private final SealedNamespaces seals;
    private final ClusterLeases leases;

    Subjects(Instances instances, SealedNamespaces seals, ClusterLeases leases) {
        this.instances = instances;
        this.seals = seals;
        this.leases = leases;
    }

    /** What a program has to prove, and with which objects; a cell without any now is one that has to wait. */
    Map<Cell, List<Subject>> of(Program program) {
        Map<Cell, List<Subject>> subjects = new LinkedHashMap<>();
        for (InstanceStatus status : instances.list()) {
            if (isTarget(program.target(), status)) {
                collect(program, status, subjects);
            }
        }
        return subjects;
    }

    /** Whether other replicas keep all that a program is about. */
    boolean isElsewhere(Program program) {
        List<String> clusters = instances.list().stream()
                .filter(status -> isTarget(program.target(), status))
                .map(status -> status.tenant().cluster())
                .distinct()
                .toList();
        return !clusters.isEmpty() && clusters.stream().noneMatch(leases::isMine);
    }

    /** Every cell that there could be of these tenants' objects, {@code null} for all, whether a program covers it or not. */
    Set<Cell> cells(@Nullable Set<String> tenants) {
        Set<Cell> cells = new HashSet<>();
        forEachKind(tenants, (status, kind) -> cellsOf(status, kind, cells));
        return cells;
    }

    /** Those of them that a program covers. */
    Set<Cell> cells(Program program, @Nullable Set<String> tenants) {
        Set<Cell> cells = new HashSet<>();
        forEachKind(tenants, (status, kind) -> {
            if (isTarget(program.target(), status)) {
                cellsOf(status, kind, cells);
            }
        });
        cells.removeIf(cell -> !program.admits(cell.kind(), cell.change()));
        return cells;
    }

    private void forEachKind(@Nullable Set<String> tenants, BiConsumer<InstanceStatus, ObjectRef> look) {
        for (InstanceStatus status : instances.list()) {
            if (tenants == null || tenants.contains(status.spec().key().tenant())) {
                Set<String> seen = new HashSet<>();
                status.objects().stream()
                        .map(ObjectStatus::ref)
                        .filter(ref -> seen.add(ref.apiVersion() + " " + ref.kind()))
                        .forEach(ref -> look.accept(status, ref));
            }
        }
    }

    private void cellsOf(InstanceStatus status, ObjectRef ref, Set<Cell> cells) {
        String cluster = status.tenant().cluster();
        for (Change change : Change.values()) {
            boolean isPossible = change == Change.ADD_OBJECT
                    ? seals.isSealed(cluster, status.tenant().namespace())
                    : change.appliesTo(ref.kind());
            if (isPossible && change == Change.ADD_OBJECT) {
                cells.add(new Cell(cluster, "v1", "ConfigMap", change));
            } else if (isPossible) {
                cells.add(new Cell(cluster, ref.apiVersion(), ref.kind(), change));
            }
        }
    }

    static boolean isTarget(Program.Target target, InstanceStatus status) {
        return target.tenant() != null
                ? target.tenant().equals(status.spec().key().tenant())
                : status.tenant().cluster().equals(target.cluster());
    }

    private void collect(Program program, InstanceStatus status, Map<Cell, List<Subject>> into) {
        boolean isReady = status.phase() == InstanceStatus.Phase.READY;
        for (ObjectStatus object : status.objects()) {
            boolean isFit = isReady && object.health().state() == Health.State.CURRENT;
            for (Change change : program.changes()) {
                if (change != Change.ADD_OBJECT && program.admits(object.ref().kind(), change)) {
                    add(into, subject(status, object.ref(), change), isFit);
                }
            }
        }
        String namespace = status.tenant().namespace();
        if (program.admits("ConfigMap", Change.ADD_OBJECT)
                && seals.isSealed(status.tenant().cluster(), namespace)) {
            ObjectRef added = new ObjectRef("v1", "ConfigMap", namespace, ADDED_NAME);
            add(into, subject(status, added, Change.ADD_OBJECT), isReady);
        }
    }

    private static Subject subject(InstanceStatus status, ObjectRef ref, Change change) {
        return new Subject(status.tenant().cluster(), status.spec().key(), status.tree(), ref, change);
    }

    private static void add(Map<Cell, List<Subject>> into, Subject subject, boolean isFit) {
        List<Subject> subjects = into.computeIfAbsent(subject.cell(), cell -> new ArrayList<>());
        if (isFit) {
            subjects.add(subject);
        }
    }
}
