package dev.slipway.gitops.chaos;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chaos that a file {@code chaos/<name>.yaml} of the golden repository asks for.
 *
 * @param name its name, a DNS label
 * @param target where it changes objects
 * @param schedule when
 * @param budget how much at most
 * @param changes what it does
 * @param kinds to what
 * @param within how long the platform may take to put an object back
 */
public record Program(
        String name,
        Target target,
        Schedule schedule,
        Budget budget,
        Set<Change> changes,
        Kinds kinds,
        Duration within) {

    public Program {
        changes = Set.copyOf(changes);
    }

    /** Whether it may do this to an object of this kind. */
    public boolean admits(String kind, Change change) {
        return changes.contains(change) && change.appliesTo(kind) && kinds.admit(kind, Care.needsNaming(kind, change));
    }

    /**
     * A tenant or a whole cluster; exactly one is given.
     *
     * @param tenant the tenant's name
     * @param cluster the cluster's name
     */
    public record Target(@Nullable String tenant, @Nullable String cluster) {

        @Override
        public String toString() {
            return tenant != null ? "tenant " + tenant : "cluster " + cluster;
        }
    }

    /**
     * How much is changed at most, over all replicas and restarts of the portal.
     *
     * @param perHour changes within an hour, 1 to 3600
     * @param atMostAtATime changes that wait to be put back, 1 to 50
     * @param perObject changes of one object within an hour, 1 to 60
     */
    public record Budget(int perHour, int atMostAtATime, int perObject) {}

    /**
     * The kinds that are changed.
     *
     * @param allow these and no others; empty for all but those that have to be named
     * @param deny none of these
     */
    public record Kinds(Set<String> allow, Set<String> deny) {

        public Kinds {
            allow = Set.copyOf(allow);
            deny = Set.copyOf(deny);
        }

        boolean admit(String kind, boolean onlyIfNamed) {
            boolean open = allow.isEmpty() && !onlyIfNamed;
            return (open || allow.contains(kind)) && !deny.contains(kind);
        }
    }
}
