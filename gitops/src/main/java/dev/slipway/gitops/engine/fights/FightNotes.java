package dev.slipway.gitops.engine.fights;

import dev.slipway.gitops.fights.Fight;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerNote;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Enters into the ledger that a fight began and that it is over, with both parties. */
@Component
final class FightNotes {

    private final Ledger ledger;

    FightNotes(Ledger ledger) {
        this.ledger = ledger;
    }

    void escalated(Fight fight) {
        enter(EntryType.FIGHT_ESCALATED, fight, fight.since());
    }

    void ended(Fight fight) {
        enter(EntryType.FIGHT_ENDED, fight, Instant.now());
    }

    private void enter(EntryType type, Fight fight, Instant at) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("fight", fight.id());
        details.put("reason", fight.reason().name());
        details.put("fields", fight.fields());
        details.put(
                "parties",
                List.of(
                        Map.of("manager", fight.manager() == null ? "not told" : fight.manager()),
                        Map.of("manager", "slipway", "file", fight.file(), "commit", fight.commit())));
        details.put("reversions", fight.reversions());
        details.put("since", fight.since().toString());
        if (!fight.message().isEmpty()) {
            details.put("message", fight.message());
        }
        ledger.append(LedgerNote.of(type, details)
                .keyed(type.label() + "-" + fight.id())
                .at(at)
                .in(fight.cluster(), fight.object())
                .of(fight.instance())
                .by(fight.manager(), null));
    }
}
