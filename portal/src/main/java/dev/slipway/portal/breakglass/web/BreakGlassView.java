package dev.slipway.portal.breakglass.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.portal.breakglass.BreakGlass;
import dev.slipway.portal.breakglass.BreakGlasses;
import dev.slipway.portal.security.Person;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A break-glass, as pages and the API show it.
 *
 * @param id its name
 * @param tenant the tenant
 * @param instance the instance's name
 * @param cluster the cluster that has the objects
 * @param objects the objects and their fields
 * @param reason why
 * @param state AWAITING_APPROVAL, APPROVED, OPEN, REJECTED, CLOSED or EXPIRED
 * @param requestedBy who asked for it
 * @param createdAt when
 * @param decidedBy who allowed it or not, {@code null} before
 * @param decision what they said to it, {@code null} where nothing
 * @param expiresAt when it ends at the latest, {@code null} where nobody allowed it
 * @param minutes how long it is open
 * @param closedBy who ended it before its time, {@code null} where nobody did
 * @param closedAt when it ended, {@code null} where it hasn't, or was never open
 * @param decidable whether the person who asks may decide
 * @param closable whether the person who asks may end it or take it back
 */
public record BreakGlassView(
        String id,
        String tenant,
        String instance,
        String cluster,
        List<Subject> objects,
        String reason,
        String state,
        String requestedBy,
        Instant createdAt,
        @Nullable String decidedBy,
        @Nullable String decision,
        @Nullable Instant expiresAt,
        long minutes,
        @Nullable String closedBy,
        @Nullable Instant closedAt,
        boolean decidable,
        boolean closable) {

    private static final Set<String> OVER = Set.of("REJECTED", "CLOSED", "EXPIRED");

    /** Whether it is open or may still become so. */
    @JsonIgnore
    public boolean isUnderWay() {
        return !OVER.contains(state);
    }

    /** An object and its exempt fields. */
    public record Subject(String apiVersion, String kind, String namespace, String name, List<String> fields) {

        static List<Subject> of(List<Exemption.ExemptObject> objects) {
            return objects.stream()
                    .map(each -> new Subject(
                            each.object().apiVersion(),
                            each.object().kind(),
                            each.object().namespace(),
                            each.object().name(),
                            each.fields()))
                    .toList();
        }
    }

    static BreakGlassView of(BreakGlass glass, Person person) {
        return new BreakGlassView(
                glass.id(),
                glass.instance().tenant(),
                glass.instance().name(),
                glass.cluster(),
                Subject.of(glass.objects()),
                glass.reason(),
                glass.state().name(),
                glass.requester().name(),
                glass.createdAt(),
                glass.decidedBy(),
                glass.decision() == null || glass.decision().isEmpty() ? null : glass.decision(),
                glass.expiresAt(),
                glass.duration().toMinutes(),
                glass.closedBy(),
                glass.closedAt(),
                BreakGlasses.canDecide(glass, person),
                !OVER.contains(glass.state().name()) && BreakGlasses.canClose(glass.team(), person));
    }

    /** One that only the golden repository knows of, since somebody pushed it. */
    static BreakGlassView of(Exemption exemption, Person person) {
        return new BreakGlassView(
                exemption.id(),
                exemption.instance().tenant(),
                exemption.instance().name(),
                exemption.cluster(),
                Subject.of(exemption.objects()),
                exemption.reason(),
                "OPEN",
                exemption.requestedBy(),
                exemption.opened(),
                exemption.approvedBy(),
                null,
                exemption.expires(),
                java.time.Duration.between(exemption.opened(), exemption.expires())
                        .toMinutes(),
                null,
                null,
                false,
                person.canPublish());
    }
}
