package dev.slipway.gitops.engine;

import dev.slipway.gitops.engine.exemptions.ExemptionBook;
import dev.slipway.gitops.engine.fights.FightBook;
import dev.slipway.gitops.engine.repairs.RepairNotes;
import org.springframework.stereotype.Component;

/** What putting back has to do with besides: those that two parties fight over, exempt fields, and interrupted repairs. */
@Component
record SpecialCases(FightBook fights, ExemptionBook exemptions, RepairNotes repairs) {}
