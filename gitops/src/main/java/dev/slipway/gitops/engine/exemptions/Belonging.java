package dev.slipway.gitops.engine.exemptions;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredInstance;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.DesiredState;
import dev.slipway.gitops.exemptions.Exemption;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the objects of an exemption are those of the instance or baseline that it names. */
final class Belonging {

    private Belonging() {}

    /** What is not its own, one sentence each. */
    static List<String> objections(Exemption exemption, DesiredState state) {
        InstanceKey key = exemption.instance();
        if (key.isBaseline()) {
            return state.baselines().containsKey(key.name())
                    ? foreign(exemption, ofBaseline(exemption, state))
                    : List.of("spec.instance is '%s', expected a baseline, as spec.tenant is '%s'"
                            .formatted(key.name(), InstanceKey.FLEET));
        }
        DesiredInstance instance = state.instances().get(key);
        if (instance == null) {
            return List.of("spec.tenant and spec.instance name '%s', which is no instance".formatted(key));
        }
        if (!instance.cluster().equals(exemption.cluster())) {
            return List.of("spec.cluster is '%s', expected '%s', the cluster of %s"
                    .formatted(exemption.cluster(), instance.cluster(), key));
        }
        return foreign(exemption, instance.objects());
    }

    private static Collection<DesiredObject> ofBaseline(Exemption exemption, DesiredState state) {
        return state.fleet().objectsOn(exemption.cluster()).values().stream()
                .filter(object -> object.owner().equals(exemption.instance()))
                .toList();
    }

    private static List<String> foreign(Exemption exemption, Collection<DesiredObject> declared) {
        Set<ObjectRef> own = declared.stream().map(DesiredObject::ref).collect(Collectors.toSet());
        return exemption.objects().stream()
                .map(Exemption.ExemptObject::object)
                .filter(object -> !own.contains(object))
                .map(object -> "%s (%s) is not declared by %s in cluster '%s'; expected one of its own objects"
                        .formatted(object, object.apiVersion(), exemption.instance(), exemption.cluster()))
                .toList();
    }
}
