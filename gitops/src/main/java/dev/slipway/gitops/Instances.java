package dev.slipway.gitops;

import dev.slipway.gitops.repository.GoldenProblem;
import java.util.List;
import java.util.Optional;

/** What the golden repository declares and how it is doing in the clusters. */
public interface Instances {

    /** All instances, by key. */
    List<InstanceStatus> list();

    /** One instance, if it is declared. */
    Optional<InstanceStatus> find(InstanceKey key);

    /** Whether an instance is no longer declared, or not yet, while something of it may be in a cluster. */
    boolean isLeaving(InstanceKey key);

    /**
     * What an instance waits for, in a sentence: its cluster, an object that doesn't work yet, objects that have yet to
     * go. Empty where it waits for nothing.
     */
    Optional<String> waitsFor(InstanceKey key);

    /** All tenants, by name. */
    List<Tenant> tenants();

    /** One tenant, if it is declared. */
    Optional<Tenant> tenant(String name);

    /** What in the golden repository can't be followed. */
    List<GoldenProblem> problems();
}
