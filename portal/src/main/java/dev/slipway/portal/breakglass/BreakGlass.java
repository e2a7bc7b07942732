package dev.slipway.portal.breakglass;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.portal.requests.Requester;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A break-glass that somebody asked for.
 *
 * @param id its name, also in the golden repository
 * @param instance the instance that declares the objects
 * @param team whose it is
 * @param cluster the cluster that has the objects
 * @param objects the objects and their fields
 * @param reason why
 * @param duration how long it is open once somebody allowed it
 * @param state how far it is
 * @param requester who asked
 * @param createdAt when
 * @param decidedBy who decided, {@code null} before
 * @param decidedAt when, likewise
 * @param decision what they said to it, likewise
 * @param expiresAt when it ends at the latest, {@code null} where nobody allowed it
 * @param closedBy who ended it, {@code null} where nobody did
 * @param closedAt when it ended, {@code null} before
 */
public record BreakGlass(
        String id,
        InstanceKey instance,
        String team,
        String cluster,
        List<Exemption.ExemptObject> objects,
        String reason,
        Duration duration,
        BreakGlassState state,
        Requester requester,
        Instant createdAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decision,
        @Nullable Instant expiresAt,
        @Nullable String closedBy,
        @Nullable Instant closedAt) {

    public BreakGlass {
        objects = List.copyOf(objects);
    }

    /** Whether it allows, or will if somebody decides so, all that another one asks for. */
    boolean covers(BreakGlass other) {
        boolean isOver = expiresAt != null && !Instant.now().isBefore(expiresAt);
        return !isOver && cluster.equals(other.cluster) && Exemption.ExemptObject.cover(objects, other.objects);
    }

    /** One that somebody asks for now. */
    static BreakGlass asked(
            InstanceKey instance,
            String team,
            String cluster,
            List<Exemption.ExemptObject> objects,
            String reason,
            Duration duration,
            Requester requester) {
        return new BreakGlass(
                "bg-" + UUID.randomUUID().toString().replace("-", "").substring(0, 12),
                instance,
                team,
                cluster,
                objects,
                reason,
                duration,
                BreakGlassState.AWAITING_APPROVAL,
                requester,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
