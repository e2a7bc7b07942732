package dev.slipway.portal.fights;

import dev.slipway.gitops.fights.Fight;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fight, as pages and the API show it.
 *
 * @param id names it, in the ledger too
 * @param reason RETURNS or REFUSED
 * @param cluster the cluster
 * @param tenant the tenant
 * @param instance the instance's name
 * @param kind the object's kind
 * @param namespace the object's namespace, empty for a cluster-scoped one
 * @param name the object's name
 * @param fields the fields that it is about, empty for the whole object
 * @param manager what changes it, {@code null} where the cluster doesn't tell
 * @param users who that was, as far as audit logs tell
 * @param file the file that declares the object
 * @param commit the commit that is followed
 * @param message what the API server says to the reversion, {@code null} where that works
 * @param since since when a person is needed
 * @param last when it came back last, or was refused last
 * @param reversions how often it was put back, or tried to
 * @param pauseMillis how long the platform waits between two reversions of this object now
 */
public record FightView(
        String id,
        String reason,
        String cluster,
        String tenant,
        String instance,
        String kind,
        String namespace,
        String name,
        List<String> fields,
        @Nullable String manager,
        List<String> users,
        String file,
        String commit,
        @Nullable String message,
        Instant since,
        Instant last,
        long reversions,
        long pauseMillis) {

    static FightView of(Fight fight, List<String> users) {
        return new FightView(
                fight.id(),
                fight.reason().name(),
                fight.cluster(),
                fight.instance().tenant(),
                fight.instance().name(),
                fight.object().kind(),
                fight.object().namespace(),
                fight.object().name(),
                fight.fields(),
                fight.manager(),
                users,
                fight.file(),
                fight.commit(),
                fight.message().isEmpty() ? null : fight.message(),
                fight.since(),
                fight.last(),
                fight.reversions(),
                fight.pauseMillis());
    }
}
