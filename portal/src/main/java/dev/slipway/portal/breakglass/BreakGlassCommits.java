package dev.slipway.portal.breakglass;

import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.gitops.exemptions.ExemptionFile;
import dev.slipway.gitops.exemptions.Exemptions;
import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.PushRefusedException;
import dev.slipway.gitops.repository.StalePlanException;
import dev.slipway.portal.requests.Requester;
import java.time.Duration;
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

    /** A protected branch stays so for a while, and nobody waits for the file of what is over. */
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(10);

    private final GoldenRepository golden;
    private final BreakGlassStore store;
    private final Exemptions exemptions;
    private volatile Instant tidyAgain = Instant.EPOCH;

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
            exemptions.open().stream()
                    .map(Exemption::id)
                    .filter(this::isClosed)
                    .forEach(id -> tryTakeAway(id, "Close", PORTAL));
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
        Exemption exemption = exemption(glass);
        if (!Instant.now().isBefore(exemption.expires())) {
            store.closed(glass.id(), BreakGlassState.EXPIRED, null);
            return;
        }
        try {
            commit(exemption, glass.requester());
        } catch (PushRefusedException e) {
            log.warn("Break-glass {} is not opened: {}", glass.id(), e.getMessage());
            store.refused(glass.id(), String.valueOf(e.getMessage()));
            return;
        } catch (GoldenUnavailableException | StalePlanException e) {
            log.warn("Break-glass {} is opened later: {}", glass.id(), e.getMessage());
            return;
        }
        if (!store.move(glass.id(), BreakGlassState.APPROVED, BreakGlassState.OPEN) && isClosed(glass.id())) {
            tryTakeAway(glass.id(), "Close", PORTAL);
        }
    }

    private static Exemption exemption(BreakGlass allowed) {
        return new Exemption(
                allowed.id(),
                allowed.instance(),
                allowed.cluster(),
                allowed.objects(),
                allowed.reason(),
                allowed.requester().name(),
                Objects.requireNonNull(allowed.decidedBy()),
                Objects.requireNonNull(allowed.decidedAt()),
                Objects.requireNonNull(allowed.expiresAt()));
    }

    private void commit(Exemption exemption, Requester who) {
        var files = Map.of(ExemptionFile.NAME, ExemptionFile.write(exemption));
        golden.commit(
                golden.plan(exemption.directory(), files, Map.of()),
                new CommitMessage(
                        "Open break-glass for %s: %s".formatted(exemption.instance(), line(exemption.reason())),
                        exemption.id() + "-open",
                        who.displayName(),
                        who.email(),
                        Map.of(
                                CommitSummary.KIND,
                                "break-glass",
                                CommitSummary.REQUESTED_BY,
                                exemption.requestedBy(),
                                CommitSummary.APPROVED_BY,
                                exemption.approvedBy())));
    }

    /** Whether somebody ended it, perhaps before its file was there to be taken away. */
    private boolean isClosed(String id) {
        return store.find(id)
                .filter(glass -> glass.state() == BreakGlassState.CLOSED)
                .isPresent();
    }

    private static String line(String reason) {
        String line = reason.replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    private void tryTakeAway(String id, String verb, Requester who) {
        if (Instant.now().isBefore(tidyAgain)) {
            return;
        }
        try {
            takeAway(id, verb, who);
        } catch (PushRefusedException e) {
            tidyAgain = Instant.now().plus(AFTER_REFUSAL);
            log.warn("The file of break-glass {} stays: {}", id, e.getMessage());
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
                        Map.of(CommitSummary.KIND, "break-glass", CommitSummary.REQUESTED_BY, who.name())));
    }
}
