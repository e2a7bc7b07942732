package dev.slipway.gitops.engine.exemptions;

import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.gitops.exemptions.ExemptionFile;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerFilter;
import dev.slipway.gitops.ledger.LedgerNote;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.GoldenRepository;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Enters into the ledger that an exemption began and that it is over: each once, however many see it. */
@Component
final class ExemptionNotes {

    private static final Logger log = LoggerFactory.getLogger(ExemptionNotes.class);
    private static final int LATEST = 500;

    private final Ledger ledger;
    private final GoldenRepository golden;

    ExemptionNotes(Ledger ledger, GoldenRepository golden) {
        this.ledger = ledger;
        this.golden = golden;
    }

    void opened(Exemption exemption) {
        Map<String, Object> details = details(exemption);
        details.put("expires", exemption.expires().toString());
        enter(EntryType.BREAK_GLASS_OPENED, exemption, exemption.opened(), details);
    }

    /** Its time is over. */
    void expired(Exemption exemption) {
        Map<String, Object> details = details(exemption);
        details.put("closed", "expired");
        enter(EntryType.BREAK_GLASS_CLOSED, exemption, exemption.expires(), details);
    }

    /** Somebody took its file away before its time was over. */
    void closed(Exemption exemption) {
        List<CommitSummary> commits = golden.history(exemption.directory(), 1);
        Map<String, Object> details = details(exemption);
        details.put("closed", "early");
        commits.forEach(commit -> {
            details.put("closedBy", commit.author());
            details.put("commit", commit.commit());
        });
        enter(EntryType.BREAK_GLASS_CLOSED, exemption, Instant.now(), details);
    }

    private void enter(EntryType type, Exemption exemption, Instant at, Map<String, Object> details) {
        ledger.append(LedgerNote.of(type, details)
                .keyed(type.label() + "-" + exemption.id())
                .at(at)
                .in(exemption.cluster(), exemption.objects().get(0).object())
                .of(exemption.instance())
                .by(null, exemption.requestedBy()));
    }

    private static Map<String, Object> details(Exemption exemption) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("id", exemption.id());
        details.put("reason", exemption.reason());
        details.put("requestedBy", exemption.requestedBy());
        details.put("approvedBy", exemption.approvedBy());
        details.put(
                "objects",
                exemption.objects().stream()
                        .map(each -> Map.of("object", each.object().toString(), "fields", each.fields()))
                        .toList());
        return details;
    }

    /** Those that began before this process did and whose file went while no process was there to see it. */
    void catchUp(Set<String> present) {
        try {
            LedgerFilter opened = LedgerFilter.of(
                    EntryType.BREAK_GLASS_OPENED, null, Instant.now().minus(Exemption.LONGEST.multipliedBy(7)));
            ledger.page(opened, 0, LATEST).stream()
                    .filter(entry ->
                            !present.contains(entry.details().path("id").asString()))
                    .forEach(this::closedUnseen);
        } catch (DataAccessException e) {
            log.warn("Which exemptions ended meanwhile can't be looked up now: {}", e.getMessage());
        }
    }

    private void closedUnseen(LedgerEntry opened) {
        String id = opened.details().path("id").asString();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("id", id);
        details.put("closed", "while the platform was away");
        golden.history(ExemptionFile.DIRECTORY + "/" + id, 1)
                .forEach(commit -> details.put("closedBy", commit.author()));
        ledger.append(new LedgerNote(
                EntryType.BREAK_GLASS_CLOSED,
                EntryType.BREAK_GLASS_CLOSED.label() + "-" + id,
                Instant.now(),
                opened.cluster(),
                opened.tenant(),
                opened.instance(),
                opened.object(),
                null,
                opened.user(),
                opened.sequence(),
                details));
    }
}
