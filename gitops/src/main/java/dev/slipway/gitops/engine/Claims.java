package dev.slipway.gitops.engine;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.LiveObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The volume claims that a StatefulSet made. Kubernetes keeps them when it goes, so that a new one of the same name would
 * find the old data behind new credentials.
 */
final class Claims {

    private static final long MOST_REPLICAS = 1_000;

    private Claims() {}

    static List<ObjectRef> of(LiveObject object) {
        List<ObjectRef> claims = new ArrayList<>();
        if (!object.ref().kind().equals("StatefulSet")
                || !(object.at("spec").get("volumeClaimTemplates") instanceof List<?> templates)) {
            return claims;
        }
        long replicas = object.at("spec").get("replicas") instanceof Number number ? number.longValue() : 1;
        for (Object template : templates) {
            Map<String, Object> metadata =
                    LiveObject.map(LiveObject.map(template).get("metadata"));
            for (long ordinal = 0; ordinal < Math.min(replicas, MOST_REPLICAS); ordinal++) {
                String name =
                        "%s-%s-%d".formatted(metadata.get("name"), object.ref().name(), ordinal);
                claims.add(new ObjectRef(
                        "v1", "PersistentVolumeClaim", object.ref().namespace(), name));
            }
        }
        return claims;
    }
}
