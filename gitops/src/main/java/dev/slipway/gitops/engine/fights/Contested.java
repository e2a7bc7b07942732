package dev.slipway.gitops.engine.fights;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.fights.Fight;
import dev.slipway.gitops.ledger.Drift;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An object that two want differently.
 *
 * @param cluster the cluster
 * @param instance what declares the object
 * @param object the object
 * @param manager who changes it, {@code null} where nobody tells
 * @param file the file that declares it
 * @param commit the commit that is followed
 */
public record Contested(
        String cluster,
        InstanceKey instance,
        ObjectRef object,
        @Nullable String manager,
        String file,
        String commit) {

    static Contested of(Drift drift, String file) {
        return new Contested(drift.cluster(), drift.instance(), drift.object(), drift.manager(), file, drift.commit());
    }

    Fight fight(Fight.Reason reason, List<String> fields, String message, long reversions, long pauseMillis) {
        Instant now = Instant.now();
        return new Fight(
                UUID.randomUUID().toString(),
                reason,
                cluster,
                instance,
                object,
                fields,
                manager,
                file,
                commit,
                message,
                now,
                now,
                reversions,
                pauseMillis);
    }
}
