package dev.slipway.gitops.engine;

import dev.slipway.gitops.engine.exemptions.ExemptionBook;
import dev.slipway.gitops.engine.fights.FightBook;
import org.springframework.stereotype.Component;

/** Objects that are not simply put back at once: those that two parties fight over, and those with exempt fields. */
@Component
record SpecialCases(FightBook fights, ExemptionBook exemptions) {}
