package dev.slipway.gitops.engine.trial;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kinds whose CustomResourceDefinitions a push makes or changes: what the cluster has to say of their objects now
 * goes by the definitions before.
 */
final class Redefined {

    private Redefined() {}

    /** Their names, each of a kind and its group. */
    static Set<String> by(Collection<List<DesiredObject>> changed) {
        return changed.stream()
                .flatMap(List::stream)
                .filter(object -> object.ref().kind().equals("CustomResourceDefinition"))
                .map(definition -> LiveObject.map(
                        LiveObject.parse(definition.manifest().json()).get("spec")))
                .map(Redefined::nameOf)
                .collect(Collectors.toSet());
    }

    private static String nameOf(Map<String, Object> spec) {
        return LiveObject.map(spec.get("names")).get("kind") + "." + spec.get("group");
    }

    static String nameOf(ObjectRef object) {
        return object.kind() + "." + ObjectClient.Kind.of(object).group();
    }
}
