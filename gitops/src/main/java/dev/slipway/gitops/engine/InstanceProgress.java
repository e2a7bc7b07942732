package dev.slipway.gitops.engine;

import dev.slipway.gitops.InstanceApplied;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceProgressed;
import dev.slipway.gitops.InstanceReady;
import dev.slipway.gitops.InstanceRefused;
import dev.slipway.gitops.InstanceRemoved;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredInstance;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.DesiredState;
import dev.slipway.gitops.desired.DesiredStates;
import dev.slipway.gitops.engine.live.Fingerprint;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.repairs.RepairNotes;
import dev.slipway.gitops.fleet.ClusterLeases;
import dev.slipway.gitops.foreign.Site;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftReverted;
import dev.slipway.gitops.ledger.DriftSeen;
import dev.slipway.gitops.store.AppliedInstance.Place;
import dev.slipway.gitops.store.Baseline;
import dev.slipway.gitops.store.Inventory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Turns what happens to objects into what happens to instances, and announces each step once a tree. */
@Component
final class InstanceProgress implements EngineListener {

    private final DesiredStates states;
    private final Inventory inventory;
    private final GeneratedSecrets secrets;
    private final ApplicationEventPublisher events;
    private final ClusterLeases leases;
    private final HeldRemovals removals;
    private final RepairNotes repairs;
    private final Map<Place, Tally> tallies = new ConcurrentHashMap<>();
    private final Map<Place, Set<ObjectRef>> leaving = new ConcurrentHashMap<>();

    InstanceProgress(
            DesiredStates states,
            Inventory inventory,
            GeneratedSecrets secrets,
            ApplicationEventPublisher events,
            ClusterLeases leases,
            HeldRemovals removals,
            RepairNotes repairs) {
        this.states = states;
        this.inventory = inventory;
        this.secrets = secrets;
        this.events = events;
        this.leases = leases;
        this.removals = removals;
        this.repairs = repairs;
    }

    /** An instance is declared (again), perhaps with another tree; gives what to begin with. */
    List<DesiredObject> declared(EngineObjects objects, InstanceKey key, Unit unit) {
        leaving.remove(new Place(objects.cluster(), key));
        Tally tally = tallies.computeIfAbsent(new Place(objects.cluster(), key), place -> new Tally());
        return tell(objects.cluster(), key, tally.declare(unit, objects));
    }

    @Override
    public List<DesiredObject> progressed(EngineObjects objects, DesiredObject object) {
        Tally tally = tallies.get(new Place(objects.cluster(), object.owner()));
        // What another commit declares by now was counted anew.
        if (tally == null || objects.desired().get(object.ref()) != object) {
            return List.of();
        }
        if (!object.owner().isBaseline()) {
            events.publishEvent(new InstanceProgressed(object.owner()));
        }
        return tell(objects.cluster(), object.owner(), tally.note(object, objects.track(object.ref())));
    }

    private List<DesiredObject> tell(String cluster, InstanceKey key, Tally.Outlook outlook) {
        if (outlook.applied()) {
            inventory.applied(key, cluster, outlook.mark());
        }
        if (!key.isBaseline()) {
            if (outlook.applied()) {
                events.publishEvent(new InstanceApplied(key, outlook.tree()));
            }
            if (outlook.ready()) {
                events.publishEvent(new InstanceReady(key, outlook.tree()));
            }
        }
        return outlook.next();
    }

    @Override
    public boolean isDue(String cluster, DesiredObject object) {
        Tally tally = tallies.get(new Place(cluster, object.owner()));
        return tally != null && tally.isDue(object);
    }

    @Override
    public void applied(EngineObjects objects, DesiredObject object, Fingerprint baseline) {
        inventory.applied(
                object.owner(), objects.cluster(), object.ref(), new Baseline(object.mark(), baseline.bytes()));
    }

    @Override
    public void refused(DesiredObject object, String message) {
        DesiredInstance instance = states.current().instances().get(object.owner());
        if (instance != null) {
            events.publishEvent(new InstanceRefused(object.owner(), instance.tree(), object.ref(), message));
        }
    }

    @Override
    public void drifted(Drift drift) {
        events.publishEvent(new DriftSeen(drift));
    }

    @Override
    public void reverted(Drift drift, String key) {
        events.publishEvent(new DriftReverted(drift, key));
    }

    @Override
    public void sighted(String cluster, LiveObject object) {
        repairs.sighted(cluster, object);
    }

    /** An instance is no longer declared: it is removed when the last of its objects is gone. */
    void leaves(String cluster, InstanceKey key, Set<ObjectRef> objects) {
        Place place = new Place(cluster, key);
        tallies.remove(place);
        if (objects.isEmpty()) {
            removed(cluster, key);
        } else {
            leaving.put(place, new HashSet<>(objects));
        }
    }

    @Override
    public void gone(String cluster, ObjectRef object) {
        if (object.kind().equals("Secret")) {
            secrets.forget(cluster, object.namespace(), object.name());
        }
        inventory.gone(cluster, object);
        removals.settled(cluster, object);
        leaving.forEach((place, objects) -> {
            boolean last;
            synchronized (objects) {
                last = place.cluster().equals(cluster) && objects.remove(object) && objects.isEmpty();
            }
            if (last && leaving.remove(place, objects)) {
                removed(cluster, place.key());
            }
        });
    }

    /** Nothing is left of an instance. */
    void removed(String cluster, InstanceKey key) {
        leaving.remove(new Place(cluster, key));
        tallies.remove(new Place(cluster, key));
        inventory.removed(key, cluster);
        if (!key.isBaseline()) {
            events.publishEvent(new InstanceRemoved(key));
        }
    }

    /** A cluster is not the platform's any more; what it has stays as it is. */
    void forget(String cluster) {
        tallies.keySet().removeIf(place -> place.cluster().equals(cluster));
        leaving.keySet().removeIf(place -> place.cluster().equals(cluster));
    }

    @Override
    public boolean wasApplied(String cluster, InstanceKey key) {
        Tally tally = tallies.get(new Place(cluster, key));
        return tally != null && inventory.isApplied(cluster, key, tally.mark());
    }

    @Override
    public boolean mayWrite(String cluster) {
        return leases.isMine(cluster);
    }

    @Override
    public boolean isRemovalConfirmed(String cluster, InstanceKey owner, ObjectRef object) {
        return removals.isConfirmed(cluster, owner, object);
    }

    @Override
    public void stays(String cluster, ObjectRef object) {
        removals.settled(cluster, object);
    }

    @Override
    public boolean isRead(String cluster, InstanceKey key) {
        return inventory.knows(cluster, key) && isRead(key);
    }

    private boolean isRead(InstanceKey key) {
        DesiredState now = states.current();
        String path = key.isBaseline() ? key.path() + "/" : "tenants/" + key.tenant() + "/";
        return !Site.isShared(key)
                && !now.commit().isEmpty()
                && now.problems().stream().noneMatch(problem -> problem.path().startsWith(path));
    }

    @Override
    public boolean isUndeclared(InstanceKey key) {
        DesiredState now = states.current();
        return isRead(key)
                && !now.instances().containsKey(key)
                && !(key.isBaseline() && now.baselines().containsKey(key.name()));
    }

    @Override
    public String commit() {
        return states.current().commit();
    }
}
