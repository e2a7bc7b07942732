package dev.slipway.portal.proofs;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.chaos.Change;
import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.Proofs;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleClusters;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows proofs to people: each sees what belongs to the teams they read. */
@Component
class ProofViews {

    private final Proofs proofs;
    private final Chaos chaos;
    private final VisibleTenants tenants;
    private final VisibleClusters clusters;
    private final Instances instances;

    ProofViews(Proofs proofs, Chaos chaos, VisibleTenants tenants, VisibleClusters clusters, Instances instances) {
        this.proofs = proofs;
        this.chaos = chaos;
        this.tenants = tenants;
        this.clusters = clusters;
        this.instances = instances;
    }

    List<CoverageView> coverage(ProofFilter asked, Person person) {
        return proofs.coverage(filter(asked, person)).stream()
                .map(CoverageView::of)
                .toList();
    }

    /** The changes that any of the cells is about, in their order. */
    static List<String> heads(List<CoverageView> cells) {
        Set<String> present = cells.stream().map(CoverageView::change).collect(Collectors.toSet());
        return Arrays.stream(Change.values())
                .map(Change::text)
                .filter(present::contains)
                .toList();
    }

    /** The cells as lines with one for each change. */
    static List<MatrixRow> matrix(List<CoverageView> cells, List<String> heads) {
        Map<List<String>, Map<String, CoverageView>> rows = new LinkedHashMap<>();
        cells.forEach(cell -> rows.computeIfAbsent(List.of(cell.cluster(), cell.kind()), row -> new LinkedHashMap<>())
                .put(cell.change(), cell));
        List<MatrixRow> matrix = new ArrayList<>();
        rows.forEach((row, byChange) -> {
            List<@Nullable CoverageView> line = new ArrayList<>();
            heads.forEach(change -> line.add(byChange.get(change)));
            matrix.add(new MatrixRow(row.get(0), row.get(1), line));
        });
        return matrix;
    }

    Page<ChangeView> changes(ProofFilter asked, Person person, PageRequest page) {
        Proofs.Filter filter = filter(asked, person);
        List<ChangeView> found = proofs.page(filter, page.page(), page.size()).stream()
                .map(ChangeView::of)
                .toList();
        return page.answer(found, proofs.count(filter));
    }

    /** Refuses a cluster that neither is there nor had changes that the person may see. */
    void requireKnown(ProofFilter asked, Person person) {
        ProofFilter there = new ProofFilter(null, asked.cluster(), null, null);
        clusters.requireKnown(
                asked.cluster(),
                person,
                () -> !proofs.page(filter(there, person), 0, 1).isEmpty());
    }

    private Proofs.Filter filter(ProofFilter asked, Person person) {
        Set<String> visible = tenants.names(person);
        if (asked.tenant() != null) {
            visible = visible == null || visible.contains(asked.tenant()) ? Set.of(asked.tenant()) : Set.of();
        }
        return new Proofs.Filter(visible, asked.cluster(), asked.kind(), asked.wanted(), null, null);
    }

    /** The programs that change something of the person's. */
    List<ProgramView> programs(Person person) {
        return chaos.programs().stream()
                .filter(state -> mayRead(state.program(), person))
                .map(state -> ProgramView.of(state, maySwitch(state.program(), person)))
                .toList();
    }

    /** What is missing of the person's. */
    List<AlertView> alerts(Person person) {
        Set<String> names = chaos.programs().stream()
                .map(state -> state.program())
                .filter(program -> mayRead(program, person))
                .map(Program::name)
                .collect(Collectors.toSet());
        return proofs.alerts(names).stream().map(AlertView::of).toList();
    }

    /** A cluster's program touches the tenants of many teams, a tenant's only those of one. */
    private boolean mayRead(Program program, Person person) {
        String tenant = program.target().tenant();
        return person.canReadAll()
                || tenant != null
                        && instances
                                .tenant(tenant)
                                .map(Tenant::owner)
                                .filter(person::canRead)
                                .isPresent();
    }

    /** Whoever operates the platform may stop and start it, and a team what concerns its own tenant alone. */
    boolean maySwitch(Program program, Person person) {
        String tenant = program.target().tenant();
        return person.canPublish()
                || tenant != null
                        && instances
                                .tenant(tenant)
                                .map(Tenant::owner)
                                .filter(person::canChange)
                                .isPresent();
    }
}
