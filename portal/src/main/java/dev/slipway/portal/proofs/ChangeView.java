package dev.slipway.portal.proofs;

import dev.slipway.gitops.chaos.Proof;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that was made on purpose, as pages and the API show it.
 *
 * @param id its number
 * @param program the program that asked for it
 * @param change the change, as programs write it
 * @param field the field, {@code null} for a whole object
 * @param state RECORDED, MADE, PROVED, MISSED, REFUSED or VOID
 * @param by the schedule, or the person who asked for it
 * @param at when it was written down, which is before it was made
 * @param seenAt when it was seen to be put back, {@code null} where it was not
 * @param millis from sending the change to seeing it put back, rounded up
 * @param within how long that may take, in seconds
 * @param detail what else there is to say, {@code null} where nothing is
 */
public record ChangeView(
        String id,
        String program,
        String cluster,
        String tenant,
        String instance,
        String kind,
        String namespace,
        String name,
        String change,
        @Nullable String field,
        String state,
        String by,
        Instant at,
        @Nullable Instant seenAt,
        @Nullable Long millis,
        long within,
        @Nullable String detail) {

    static ChangeView of(Proof proof) {
        return new ChangeView(
                Long.toString(proof.id()),
                proof.program(),
                proof.cluster(),
                proof.instance().tenant(),
                proof.instance().name(),
                proof.object().kind(),
                proof.object().namespace(),
                proof.object().name(),
                proof.change().text(),
                proof.field(),
                proof.state().name(),
                proof.by(),
                proof.at(),
                proof.seenAt(),
                CoverageView.millis(proof.micros()),
                proof.within().toSeconds(),
                proof.detail().isEmpty() ? null : proof.detail());
    }
}
