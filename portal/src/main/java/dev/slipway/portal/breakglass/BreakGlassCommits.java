package dev.slipway.portal.breakglass;

import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.gitops.exemptions.ExemptionFile;
import dev.slipway.gitops.exemptions.Exemptions;
import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.StalePlanException;
import dev.slipway.portal.requests.Requester;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Commits what was allowed, and takes away what is over; both are tried until they work. */
@Component
class BreakGlassCommits {

    private static final Logger log = LoggerFactory.getLogger(BreakGlassCommits.class);
    private static final Requester PORTAL =
            new Requester("slipway", "slipway", "slipway", "Slipway", "slipway@slipway.invalid");

    private final GoldenRepository golden;
    private final BreakGlassStore store;
    private final Exemptions exemptions;

    BreakGlassCommits(GoldenRepository golden, BreakGlassStore store, Exemptions exemptions) {
        this.golden = golden;
        this.store = store;
        this.exemptions = exemptions;
    }

    /** What waits for the repository, and what is over. */
    @Scheduled(fixedDelayString = "PT3S")
    void catchUp() {
        try {
            store.in(BreakGlassState.APPROVED).forEach(this::tryOpen);
            exemptions.expired().forEach(expired -> tryTakeAway(expired.id(), "Expire", PORTAL));
            Instant now = Instant.now();
            store.in(BreakGlassState.OPEN).stream()
                    .filter(glass -> glass.expiresAt() != null && !now.isBefore(glass.expiresAt()))
                    .forEach(glass -> store.closed(glass.id(), BreakGlassState.EXPIRED, null));
        } catch (DataAccessException | TransactionException e) {
            log.warn("Break-glass can't be looked after now: {}", e.getMessage());
        }
    }

    /** Opens what was allowed, now or as soon as the repository can be written. */
    void tryOpen(BreakGlass glass) {
        Instant expires = Objects.requireNonNull(glass.expiresAt());
        if (!Instant.now().isBefore(expires)) {
            store.closed(glass.id(), BreakGlassState.EXPIRED, null);
            return;
        }
        String approver = Objects.requireNonNull(glass.decidedBy());
        Exemption exemption = new Exemption(
                glass.id(),
                glass.instance(),
                glass.cluster(),
                glass.objects(),
                glass.reason(),
                glass.requester().name(),
                approver,
                Objects.requireNonNull(glass.decidedAt()),
                expires);
        try {
            var files = Map.of(ExemptionFile.NAME, ExemptionFile.write(exemption));
            golden.commit(
                    golden.plan(exemption.directory(), files, Map.of()),
                    new CommitMessage(
                            "Open break-glass for %s: %s".formatted(glass.instance(), line(glass.reason())),
                            glass.id() + "-open",
                            glass.requester().displayName(),
                            glass.requester().email(),
                            Map.of(
                                    CommitSummary.KIND,
                                    "break-glass",
                                    "Requested-By",
                                    glass.requester().name(),
                                    "Approved-By",
                                    approver)));
            store.move(glass.id(), BreakGlassState.APPROVED, BreakGlassState.OPEN);
        } catch (GoldenUnavailableException | StalePlanException e) {
            log.warn("Break-glass {} is opened later: {}", glass.id(), e.getMessage());
        }
    }

    private static String line(String reason) {
        String line = reason.replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    private void tryTakeAway(String id, String verb, Requester who) {
        try {
            takeAway(id, verb, who);
        } catch (GoldenUnavailableException | StalePlanException e) {
            log.warn("Break-glass {} is over, its file is taken away later: {}", id, e.getMessage());
        }
    }

    /** Takes its file away. */
    void takeAway(String id, String verb, Requester who) {
        golden.commit(
                golden.plan(ExemptionFile.DIRECTORY + "/" + id, Map.of(), Map.of()),
                new CommitMessage(
                        verb + " break-glass " + id,
                        id + "-close",
                        who.displayName(),
                        who.email(),
                        Map.of(CommitSummary.KIND, "break-glass", "Requested-By", who.name())));
    }
}
