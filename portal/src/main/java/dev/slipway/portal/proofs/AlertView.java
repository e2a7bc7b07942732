package dev.slipway.portal.proofs;

import dev.slipway.gitops.chaos.ProofAlert;
import java.time.Instant;

/**
 * A proof that is missing now.
 *
 * @param type MISSED where a change was not put back in time, OVERDUE where none was made for too long
 */
public record AlertView(
        String type, String program, String cluster, String kind, String change, Instant since, String detail) {

    static AlertView of(ProofAlert alert) {
        return new AlertView(
                alert.type().name(),
                alert.program(),
                alert.cluster(),
                alert.kind(),
                alert.change().text(),
                alert.since(),
                alert.detail());
    }
}
