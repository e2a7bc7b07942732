package dev.slipway.gitops.engine.elsewhere;

import dev.slipway.gitops.EngineNote;
import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceSpec;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ObjectStatus;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.desired.DesiredObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an instance does, as short as it can be told: objects that work are not named.
 *
 * @param tree the Git object id of the instance's directory that this is about
 * @param phase how it is doing as a whole
 * @param message the first thing that is wrong or waited for
 * @param others the objects that don't work (yet), {@value #MOST} at most
 * @param all how many these are
 * @param engine what another engine says, {@code null} where there is none
 */
public record ToldStatus(
        String tree,
        InstanceStatus.Phase phase,
        String message,
        List<ObjectStatus> others,
        int all,
        @Nullable EngineNote engine) {

    private static final int MOST = 200;

    static ToldStatus of(InstanceStatus status) {
        List<ObjectStatus> others = status.objects().stream()
                .filter(object -> object.health().state() != Health.State.CURRENT)
                .toList();
        return new ToldStatus(
                status.tree(),
                status.phase(),
                status.message(),
                List.copyOf(others.subList(0, Math.min(MOST, others.size()))),
                others.size(),
                status.engine());
    }

    /**
     * What was told, of an instance as it is declared now.
     *
     * @param declaredTree the Git object id of its directory now; what was told about another is old
     */
    public InstanceStatus of(InstanceSpec spec, Tenant tenant, String declaredTree, List<DesiredObject> declared) {
        boolean isOld = !tree.equals(declaredTree);
        Health unnamed = isOld || all > others.size() ? Health.PENDING : Health.CURRENT;
        Map<ObjectRef, Health> named = new HashMap<>();
        if (!isOld) {
            others.forEach(object -> named.put(object.ref(), object.health()));
        }
        return new InstanceStatus(
                spec,
                tenant,
                declaredTree,
                isOld ? InstanceStatus.Phase.APPLYING : phase,
                isOld ? "The replica of the portal that keeps the cluster has not told of this commit yet" : message,
                declared.stream()
                        .map(object -> new ObjectStatus(
                                object.ref(), named.getOrDefault(object.ref(), unnamed), object.path()))
                        .toList(),
                isOld ? null : engine);
    }
}
