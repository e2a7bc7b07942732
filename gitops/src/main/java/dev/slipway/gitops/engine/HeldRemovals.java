package dev.slipway.gitops.engine;

import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerNote;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.store.ConfirmedRemovals;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Knows which protected objects may go: those that a request to delete took away, and those that a person confirmed. */
@Component
final class HeldRemovals {

    private static final Logger log = LoggerFactory.getLogger(HeldRemovals.class);

    private final GoldenRepository golden;
    private final ConfirmedRemovals confirmed;
    private final Ledger ledger;
    private final Map<Id, HeldRemoval> held = new ConcurrentHashMap<>();
    private volatile List<HeldRemoval> elsewhere = List.of();

    HeldRemovals(GoldenRepository golden, ConfirmedRemovals confirmed, Ledger ledger) {
        this.golden = golden;
        this.confirmed = confirmed;
        this.ledger = ledger;
    }

    /** Whether an object may go; one that may not is held from now on. */
    boolean isConfirmed(String cluster, InstanceKey owner, ObjectRef object) {
        return mayGo(new HeldRemoval(cluster, object, owner, Instant.now()), owner.path());
    }

    /** Whether a virtual cluster may go whose tenant is declared no more; one that may not is held from now on. */
    boolean isConfirmed(String virtualCluster) {
        return mayGo(HeldRemoval.ofVirtualCluster(virtualCluster, Instant.now()), "tenants/" + virtualCluster);
    }

    /** Whether a person said that an object may go which nobody ever declared; one that may not is held from now on. */
    boolean isConfirmedByPerson(String cluster, InstanceKey owner, ObjectRef object) {
        return mayGo(new HeldRemoval(cluster, object, owner, Instant.now()), null);
    }

    private boolean mayGo(HeldRemoval removal, @Nullable String directory) {
        Id id = Id.of(removal);
        boolean mayGo =
                confirmed.has(removal.cluster(), removal.object()) || directory != null && wasRequested(directory);
        if (mayGo) {
            held.remove(id);
            return true;
        }
        if (held.putIfAbsent(id, removal) == null) {
            log.warn(
                    "{} in {} is not declared any more and waits for somebody to confirm its removal",
                    removal.object(),
                    removal.cluster());
        }
        return false;
    }

    /** Whether the commit that took a directory away answers a request to delete. */
    private boolean wasRequested(String directory) {
        return golden.history(directory, 1).stream()
                .map(commit -> commit.trailers().get(CommitSummary.KIND))
                .anyMatch("delete"::equals);
    }

    /** An object is declared again, or gone. */
    void settled(String cluster, ObjectRef object) {
        held.remove(new Id(cluster, object));
        if (Protection.isFor(object)) {
            confirmed.forget(cluster, object);
        }
    }

    /** Whether a virtual cluster waits for somebody who confirms its removal. */
    boolean isHeld(String virtualCluster) {
        return held.containsKey(new Id(virtualCluster, HeldRemoval.virtualCluster(virtualCluster)));
    }

    /** What waits here, and what other replicas told of last; the oldest first. */
    List<HeldRemoval> all() {
        return Stream.concat(held.values().stream(), elsewhere.stream().filter(told -> !held.containsKey(Id.of(told))))
                .sorted(Comparator.comparing(HeldRemoval::since))
                .toList();
    }

    /** What waits in the clusters that this replica keeps. */
    List<HeldRemoval> here() {
        return List.copyOf(held.values());
    }

    /** What waits in the clusters that others keep. */
    void told(List<HeldRemoval> byOthers) {
        elsewhere = List.copyOf(byOthers);
    }

    /** Somebody else keeps a cluster from now on, and finds out by itself what waits there. */
    void handOver(String cluster) {
        held.keySet().removeIf(id -> id.cluster.equals(cluster));
    }

    /** Whether somebody confirmed, perhaps on another replica. */
    boolean isConfirmedByNow(HeldRemoval waiting) {
        return confirmed.has(waiting.cluster(), waiting.object());
    }

    /** A person confirms; gives whether there is something to take away. */
    boolean confirm(String cluster, ObjectRef object, String person) {
        Id id = new Id(cluster, object);
        HeldRemoval waiting = all().stream()
                .filter(each -> Id.of(each).equals(id))
                .findFirst()
                .orElse(null);
        if (waiting == null) {
            return false;
        }
        confirmed.add(waiting.cluster(), waiting.object(), person);
        ledger.append(LedgerNote.of(
                        EntryType.REMOVAL_CONFIRMED,
                        Map.of("heldSince", waiting.since().toString()))
                .in(waiting.cluster(), waiting.object())
                .of(waiting.owner())
                .by(null, person));
        return true;
    }

    private record Id(String cluster, ObjectRef object) {

        static Id of(HeldRemoval removal) {
            return new Id(removal.cluster(), removal.object());
        }
    }
}
