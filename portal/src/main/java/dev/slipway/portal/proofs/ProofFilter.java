package dev.slipway.portal.proofs;

import dev.slipway.gitops.chaos.Change;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Which proofs somebody asks for; {@code null} means all.
 *
 * @param tenant the tenant
 * @param cluster the cluster
 * @param kind the kind
 * @param change the change, as programs write it
 */
record ProofFilter(
        @Nullable String tenant,
        @Nullable String cluster,
        @Nullable String kind,
        @Nullable String change) {

    ProofFilter {
        tenant = Choices.given(tenant);
        cluster = Choices.given(cluster);
        kind = Choices.given(kind);
        change = Choices.given(change);
    }

    /**
     * The change that is asked for.
     *
     * @throws InvalidInputException if there is none of that name
     */
    @Nullable
    Change wanted() {
        return change == null
                ? null
                : Change.of(change)
                        .orElseThrow(() -> new InvalidInputException(
                                "/change",
                                "change is '%s', expected one of %s.".formatted(Choices.shown(change), Change.all())));
    }
}
