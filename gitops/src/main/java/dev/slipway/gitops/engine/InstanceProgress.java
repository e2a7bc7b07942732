package dev.slipway.gitops.engine;

import dev.slipway.gitops.Health;
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
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftReverted;
import dev.slipway.gitops.store.AppliedInstance;
import dev.slipway.gitops.store.Inventory;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Turns what happens to objects into what happens to instances, and announces each step once a tree. */
@Component
final class InstanceProgress implements EngineListener {

    private final DesiredStates states;
    private final Inventory inventory;
    private final GeneratedSecrets secrets;
    private final ApplicationEventPublisher events;
    private final Map<InstanceKey, String> applied = new ConcurrentHashMap<>();
    private final Map<InstanceKey, String> ready = new ConcurrentHashMap<>();
    private final Map<InstanceKey, Set<ObjectRef>> leaving = new ConcurrentHashMap<>();

    InstanceProgress(
            DesiredStates states, Inventory inventory, GeneratedSecrets secrets, ApplicationEventPublisher events) {
        this.states = states;
        this.inventory = inventory;
        this.secrets = secrets;
        this.events = events;
    }

    @Override
    public void progressed(EngineObjects objects, DesiredObject object) {
        events.publishEvent(new InstanceProgressed(object.owner()));
        look(objects, object.owner());
    }

    /** Looks how far an instance is; also after a commit that changes no object, or only takes some away. */
    void look(EngineObjects objects, InstanceKey key) {
        DesiredInstance instance = states.current().instances().get(key);
        if (instance == null || !instance.objects().stream().allMatch(objects::isApplied)) {
            return;
        }
        if (!instance.tree().equals(applied.put(key, instance.tree()))) {
            Set<ObjectRef> refs =
                    instance.objects().stream().map(DesiredObject::ref).collect(Collectors.toSet());
            inventory.applied(new AppliedInstance(key, instance.cluster(), instance.tree(), refs));
            events.publishEvent(new InstanceApplied(key, instance.tree()));
        }
        boolean works = instance.objects().stream()
                .allMatch(each -> objects.health(each).state() == Health.State.CURRENT);
        if (works && !instance.tree().equals(ready.put(key, instance.tree()))) {
            events.publishEvent(new InstanceReady(key, instance.tree()));
        }
    }

    @Override
    public void refused(DesiredObject object, String message) {
        DesiredInstance instance = states.current().instances().get(object.owner());
        if (instance != null) {
            events.publishEvent(new InstanceRefused(object.owner(), instance.tree(), object.ref(), message));
        }
    }

    @Override
    public void reverted(Drift drift) {
        events.publishEvent(new DriftReverted(drift));
    }

    /** An instance is no longer declared: it is removed when the last of its objects is gone. */
    void leaves(InstanceKey key, Set<ObjectRef> objects) {
        applied.remove(key);
        ready.remove(key);
        if (objects.isEmpty()) {
            removed(key);
        } else {
            leaving.put(key, new HashSet<>(objects));
        }
    }

    /** An instance is declared again before it was gone. */
    void stays(InstanceKey key) {
        leaving.remove(key);
    }

    @Override
    public void gone(String cluster, ObjectRef object) {
        if (object.kind().equals("Secret")) {
            secrets.forget(cluster, object.namespace(), object.name());
        }
        inventory.all().stream()
                .filter(known -> known.cluster().equals(cluster)
                        && known.objects().contains(object)
                        && hasDropped(known.key(), object))
                .forEach(known -> inventory.gone(known.key(), object));
        leaving.forEach((key, objects) -> {
            boolean last;
            synchronized (objects) {
                last = objects.remove(object) && objects.isEmpty();
            }
            if (last && leaving.remove(key, objects)) {
                removed(key);
            }
        });
    }

    private boolean hasDropped(InstanceKey key, ObjectRef object) {
        DesiredInstance instance = states.current().instances().get(key);
        return instance != null
                && instance.objects().stream().noneMatch(each -> each.ref().equals(object));
    }

    /** Nothing is left of an instance. */
    void removed(InstanceKey key) {
        leaving.remove(key);
        applied.remove(key);
        ready.remove(key);
        inventory.removed(key);
        events.publishEvent(new InstanceRemoved(key));
    }

    @Override
    public boolean wasApplied(InstanceKey key) {
        DesiredInstance instance = states.current().instances().get(key);
        return instance != null && inventory.isApplied(key, instance.tree());
    }

    @Override
    public boolean isUndeclared(InstanceKey key) {
        DesiredState now = states.current();
        String path = "tenants/" + key.tenant() + "/";
        return !now.commit().isEmpty()
                && !now.instances().containsKey(key)
                && now.problems().stream().noneMatch(problem -> problem.path().startsWith(path));
    }

    @Override
    public String commit() {
        return states.current().commit();
    }
}
