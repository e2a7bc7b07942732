package dev.slipway.gitops.engine;

import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.store.ConfirmedRemovals;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Knows which protected objects may go: those that a request to delete took away, and those that a person confirmed. */
@Component
final class HeldRemovals {

    private static final Logger log = LoggerFactory.getLogger(HeldRemovals.class);

    private final GoldenRepository golden;
    private final ConfirmedRemovals confirmed;
    private final Map<Id, HeldRemoval> held = new ConcurrentHashMap<>();

    HeldRemovals(GoldenRepository golden, ConfirmedRemovals confirmed) {
        this.golden = golden;
        this.confirmed = confirmed;
    }

    /** Whether an object may go; one that may not is held from now on. */
    boolean isConfirmed(String cluster, InstanceKey owner, ObjectRef object) {
        if (confirmed.has(cluster, object) || wasRequested(owner)) {
            held.remove(new Id(cluster, object));
            return true;
        }
        HeldRemoval removal = new HeldRemoval(cluster, object, owner, Instant.now());
        if (held.putIfAbsent(new Id(cluster, object), removal) == null) {
            log.warn(
                    "{} in {} is not declared any more and waits for somebody to confirm its removal", object, cluster);
        }
        return false;
    }

    /** Whether the commit that took a directory away answers a request to delete. */
    private boolean wasRequested(InstanceKey owner) {
        return golden.history(owner.path(), 1).stream()
                .map(commit -> commit.trailers().get(CommitSummary.KIND))
                .anyMatch("delete"::equals);
    }

    /** An object is declared again, or gone. */
    void settled(String cluster, ObjectRef object) {
        if (held.remove(new Id(cluster, object)) != null) {
            confirmed.forget(cluster, object);
        }
    }

    List<HeldRemoval> all() {
        return held.values().stream()
                .sorted(Comparator.comparing(HeldRemoval::since))
                .toList();
    }

    /** A person confirms; gives whether there is something to take away. */
    boolean confirm(String cluster, ObjectRef object, String person) {
        if (!held.containsKey(new Id(cluster, object))) {
            return false;
        }
        confirmed.add(cluster, object, person);
        return true;
    }

    private record Id(String cluster, ObjectRef object) {}
}
