package dev.slipway.gitops.foreign;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.fleet.RegisteredCluster;
import java.util.List;
import java.util.Map;

/**
 * An engine that runs in a cluster and applies the golden repository there in the platform's place. The platform writes
 * the engine's own objects, an order for each instance or baseline, and keeps those as declared; the engine applies what
 * they order.
 *
 * <p>What an implementation writes must never make the engine delete anything because an order goes away: the platform
 * takes away orders when it takes over, too. Implementations have no state and ask nobody.
 */
public interface ForeignEngine {

    /** As cluster files name it. */
    RegisteredCluster.Engine kind();

    /** As people call it. */
    default String title() {
        return kind().title();
    }

    /** The field manager that it applies with, by server-side apply. */
    String hand();

    /** Whether an object is an order to such an engine, wherever it was found. */
    boolean isOrder(ObjectRef object);

    /** The definition that a kind of this engine needs, such as {@code gitrepositories.source.toolkit.fluxcd.io}. */
    String definition(String kind);

    /** Where a cluster's orders are, and what they share: the repository and how to read it. */
    List<DesiredObject> source(Site site);

    /**
     * Orders what an instance or a baseline declares.
     *
     * @throws IllegalArgumentException if this engine can't apply it as declared; the message says why and what to do
     */
    DesiredObject order(Site site, Assignment assignment);

    /**
     * What the engine says of an order.
     *
     * @param order the order as the cluster has it
     */
    EngineWord read(Map<String, Object> order);

    /** What to look at anew where an order was changed by a commit, and not just later. */
    ObjectRef woken(Site site, ObjectRef order);

    /** The annotation that makes the engine look now. */
    Map.Entry<String, String> wake();

    /** Annotations that make the engine leave an object where it is, although no longer ordered. */
    Map<String, String> guard();
}
