package dev.slipway.gitops.engine;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.DesiredStates;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.sealing.Undeclared;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.sealing.Seal;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells those who keep sealed namespaces what the engines know. */
@Component
final class EngineUndeclared implements Undeclared {

    private final ClusterEngines engines;
    private final HeldRemovals removals;
    private final DesiredStates states;

    EngineUndeclared(ClusterEngines engines, HeldRemovals removals, DesiredStates states) {
        this.engines = engines;
        this.removals = removals;
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
        if (engine == null) {
            return true;
        }
        EngineObjects known = engine.objects();
        ObjectRef ref = object.ref();
        return known.leftovers().containsKey(ref)
                || (object.own() == null ? known.desired().containsKey(ref) : known.declares(ref))
                || ref.kind().equals("PersistentVolumeClaim") && isOfStatefulSet(ref, known.desired());
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
