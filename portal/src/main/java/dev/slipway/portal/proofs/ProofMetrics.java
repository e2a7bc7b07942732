package dev.slipway.portal.proofs;

import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.chaos.Coverage;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.ProgramState;
import dev.slipway.gitops.chaos.ProofAlert;
import dev.slipway.gitops.chaos.Proofs;
import dev.slipway.portal.platform.StatusContributor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells Prometheus, and every page, how old the proofs are and how many are missing. */
@Component
class ProofMetrics implements StatusContributor {

    private static final Logger log = LoggerFactory.getLogger(ProofMetrics.class);

    private final Proofs proofs;
    private final Chaos chaos;
    private final MultiGauge ages;
    private final MultiGauge misses;
    private final MultiGauge missing;
    private volatile long missingNow;

    ProofMetrics(Proofs proofs, Chaos chaos, MeterRegistry registry) {
        this.proofs = proofs;
        this.chaos = chaos;
        this.ages = MultiGauge.builder("slipway.proof.age.seconds")
                .description("Seconds since the oldest of the last proofs of a change in a cluster")
                .register(registry);
        this.misses = MultiGauge.builder("slipway.proof.misses")
                .description("Changes of the last 90 days that were not put back in time")
                .register(registry);
        this.missing = MultiGauge.builder("slipway.proof.missing")
                .description("Proofs that are missing now")
                .register(registry);
    }

    private record Place(String cluster, String change) {

        Tags tags() {
            return Tags.of("cluster", cluster, "change", change);
        }
    }

    @Override
    public long missingProofs() {
        return missingNow;
    }

    @Scheduled(fixedDelay = 15_000)
    void refresh() {
        try {
            Set<String> programs = chaos.programs().stream()
                    .map(ProgramState::program)
                    .map(Program::name)
                    .collect(Collectors.toSet());
            List<ProofAlert> alerts = programs.isEmpty() ? List.of() : proofs.alerts(programs);
            missingNow = alerts.size();
            show(proofs.coverage(Proofs.Filter.ALL), alerts);
        } catch (DataAccessException e) {
            log.warn("The figures of the proofs are not refreshed: {}", e.getMessage());
        }
    }

    private void show(List<Coverage> cells, List<ProofAlert> alerts) {
        Instant now = Instant.now();
        Map<Place, Instant> oldest = cells.stream()
                .filter(cell -> cell.lastProof() != null)
                .collect(Collectors.toMap(
                        ProofMetrics::place,
                        cell -> Objects.requireNonNull(cell.lastProof()),
                        (one, other) -> one.isBefore(other) ? one : other));
        rows(
                ages,
                oldest.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> Duration.between(entry.getValue(), now).toSeconds())));
        rows(
                misses,
                cells.stream()
                        .filter(cell -> cell.proofs() + cell.misses() > 0)
                        .collect(Collectors.toMap(ProofMetrics::place, Coverage::misses, Long::sum)));
        rows(
                missing,
                alerts.stream()
                        .collect(Collectors.toMap(
                                alert -> new Place(
                                        alert.cluster(), alert.change().text()),
                                alert -> 1L,
                                Long::sum)));
    }

    private static Place place(Coverage cell) {
        return new Place(cell.cluster(), cell.change().text());
    }

    private static void rows(MultiGauge gauge, Map<Place, Long> values) {
        gauge.register(
                values.entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(entry.getKey().tags(), entry.getValue()))
                        .collect(Collectors.toList()),
                true);
    }
}
