package dev.slipway.gitops.chaos.rounds;

import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.ProofAlert;
import dev.slipway.gitops.chaos.ProofAlertRaised;
import dev.slipway.gitops.chaos.program.Programs;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerNote;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Enters missing proofs into the ledger, so that nobody can forget one. */
@Component
final class MissesInLedger {

    private final Ledger ledger;
    private final Programs programs;

    MissesInLedger(Ledger ledger, Programs programs) {
        this.ledger = ledger;
        this.programs = programs;
    }

    @EventListener
    void on(ProofAlertRaised raised) {
        ProofAlert alert = raised.alert();
        Map<String, String> details = Map.of(
                "missing", alert.type().name().toLowerCase(java.util.Locale.ROOT),
                "program", alert.program(),
                "kind", alert.kind(),
                "change", alert.change().text(),
                "message", alert.detail());
        LedgerNote note = LedgerNote.of(EntryType.PROOF_MISSED, details)
                .at(alert.since())
                .in(alert.cluster(), null)
                .by(Chaos.USER, null);
        String tenant = programs.find(alert.program())
                .map(Program::target)
                .map(Program.Target::tenant)
                .orElse(null);
        ledger.append(tenant == null ? note : note.of(tenant));
    }
}
