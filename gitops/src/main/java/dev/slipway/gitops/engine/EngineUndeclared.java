package dev.slipway.gitops.engine;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.DesiredStates;
import dev.slipway.gitops.engine.live.Allowance;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.sealing.Undeclared;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.sealing.Seal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells those who keep sealed namespaces what the engines know. */
@Component
final class EngineUndeclared implements Undeclared {

    private final ClusterEngines engines;
    private final HeldRemovals removals;
    private final Set<String> controllers;
    private final DesiredStates states;

    EngineUndeclared(ClusterEngines engines, HeldRemovals removals, DriftSettings settings, DesiredStates states) {
        this.engines = engines;
        this.removals = removals;
        this.controllers =
                settings.allowances().stream().map(Allowance::manager).collect(Collectors.toSet());
        this.states = states;
    }

    @Override
    public boolean isOwned(Seal seal) {
        ClusterEngine engine = engines.find(seal.cluster());
        if (engine == null || !engine.isConnected() || hasProblems(seal.tenant())) {
            return false;
        }
        DesiredObject namespace =
                engine.objects().desired().get(new ObjectRef("v1", "Namespace", "", seal.namespace()));
        // A virtual cluster is its tenant's as a whole.
        return seal.cluster().equals(seal.tenant())
                || namespace != null && namespace.owner().tenant().equals(seal.tenant());
    }

    /** What a file declares that can't be read is not known, and must not go for that. */
    private boolean hasProblems(String tenant) {
        return states.current().problems().stream()
                .map(GoldenProblem::path)
                .anyMatch(path -> path.startsWith("tenants/" + tenant + "/") || path.startsWith("fleet/"));
    }

    @Override
    public boolean isExplained(String cluster, LiveObject object) {
        ClusterEngine engine = engines.find(cluster);
        if (engine == null || isControllers(object)) {
            return true;
        }
        EngineObjects known = engine.objects();
        ObjectRef ref = object.ref();
        return known.desired().containsKey(ref)
                || known.leftovers().containsKey(ref)
                || object.own() != null && isInOtherVersion(ref, known.desired())
                || ref.kind().equals("PersistentVolumeClaim") && isOfStatefulSet(ref, known.desired());
    }

    private boolean isControllers(LiveObject object) {
        List<FieldManager> managers = object.managers();
        return !managers.isEmpty() && managers.stream().allMatch(manager -> controllers.contains(manager.name()));
    }

    /** Discovery prefers one version of a group, a manifest may name another. */
    private static boolean isInOtherVersion(ObjectRef ref, Map<ObjectRef, DesiredObject> desired) {
        String group = ObjectClient.Kind.of(ref).group();
        return desired.keySet().stream()
                .anyMatch(other -> other.kind().equals(ref.kind())
                        && other.name().equals(ref.name())
                        && other.namespace().equals(ref.namespace())
                        && ObjectClient.Kind.of(other).group().equals(group));
    }

    private static boolean isOfStatefulSet(ObjectRef claim, Map<ObjectRef, DesiredObject> desired) {
        return desired.keySet().stream()
                .filter(ref ->
                        ref.kind().equals("StatefulSet") && ref.namespace().equals(claim.namespace()))
                .anyMatch(set -> claim.name().matches(".+-" + set.name() + "-[0-9]+"));
    }

    @Override
    public boolean mayGo(Seal seal, ObjectRef object) {
        return !Protection.isFor(object)
                || removals.isConfirmedByPerson(
                        seal.cluster(), new InstanceKey(seal.tenant(), seal.namespace()), object);
    }

    @Override
    public void gone(String cluster, ObjectRef object) {
        if (Protection.isFor(object)) {
            removals.settled(cluster, object);
        }
    }
}
