package dev.slipway.portal.removals;

import dev.slipway.gitops.HeldRemoval;
import java.time.Instant;

/**
 * Something that nobody declares any more and that is kept until a person confirms, as pages and the API show it.
 *
 * @param id names it in the address
 * @param cluster the cluster that has it
 * @param kind the object's kind, {@code VirtualCluster} for a whole one
 * @param namespace the object's namespace, empty for a cluster-scoped one
 * @param name the object's name, which is typed to confirm
 * @param tenant the tenant that declared it, {@code *} for a baseline
 * @param instance the instance or baseline that declared it
 * @param since when it was to be taken away first
 * @param confirmable whether the person who asks may confirm it
 */
public record RemovalView(
        String id,
        String cluster,
        String kind,
        String namespace,
        String name,
        String tenant,
        String instance,
        Instant since,
        boolean confirmable) {

    static RemovalView of(HeldRemoval removal, boolean confirmable) {
        return new RemovalView(
                removal.id(),
                removal.cluster(),
                removal.object().kind(),
                removal.object().namespace(),
                removal.object().name(),
                removal.owner().tenant(),
                removal.owner().name(),
                removal.since(),
                confirmable);
    }
}
