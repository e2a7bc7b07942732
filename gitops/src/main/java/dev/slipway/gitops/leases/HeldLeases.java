package dev.slipway.gitops.leases;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What this replica holds, and until when it may count on that by a clock that nobody sets. It gives up before the
 * database does: what expires here is counted from before a renewal was sent, there from when it arrived.
 */
final class HeldLeases {

    private final long expiryNanos;
    private volatile Map<String, Long> fences = Map.of();
    private volatile long until;
    private volatile boolean endless;

    HeldLeases(long expiryNanos) {
        this.expiryNanos = expiryNanos;
        this.until = System.nanoTime();
    }

    /** The fence of a lease that may be counted on now, or -1. */
    long fence(String cluster) {
        Long fence = fences.get(cluster);
        return fence == null || isOver() ? -1 : fence;
    }

    boolean isOver() {
        return !endless && System.nanoTime() - until >= 0;
    }

    Set<String> clusters() {
        return fences.keySet();
    }

    /** Sets what is held; gives what was held before and isn't any more, or under another fence. */
    Set<String> renewed(Map<String, Long> now, long begunNanos) {
        Map<String, Long> before = fences;
        fences = Map.copyOf(now);
        until = begunNanos + expiryNanos;
        Set<String> lost = new HashSet<>(before.keySet());
        lost.removeIf(cluster -> Objects.equals(before.get(cluster), now.get(cluster)));
        return lost;
    }

    void add(Map<String, Long> taken) {
        Map<String, Long> all = new HashMap<>(fences);
        all.putAll(taken);
        fences = Map.copyOf(all);
    }

    void remove(Set<String> clusters) {
        Map<String, Long> rest = new HashMap<>(fences);
        rest.keySet().removeAll(clusters);
        fences = Map.copyOf(rest);
    }

    /** Whether leases go on while the database is away. */
    void setEndless(boolean alone) {
        endless = alone;
    }
}
