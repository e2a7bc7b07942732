package dev.slipway.gitops.desired;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ShortLived;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the platform treats one object, as its manifest asks.
 *
 * @param generatedKeys the keys of a Secret whose values the platform makes up and that never enter Git
 * @param isReplaceable whether it may be deleted and made again where what is declared can't be changed in place
 * @param goesWhenDone whether it goes by itself once it is done, so that it need not be there
 */
public record Policy(List<String> generatedKeys, boolean isReplaceable, boolean goesWhenDone) {

    /** Nothing special. */
    public static final Policy NONE = new Policy(List.of(), false, false);

    /** The annotation that names the keys of a Secret to make up. */
    public static final String GENERATE = "slipway.dev/generate";

    /** {@value #RECREATE} allows an object to be deleted and made again. */
    static final String ON_IMMUTABLE = "slipway.dev/on-immutable";

    private static final String RECREATE = "recreate";
    private static final Set<String> DATA =
            Set.of("PersistentVolumeClaim", "PersistentVolume", "Namespace", "CustomResourceDefinition", "StatefulSet");

    public Policy {
        generatedKeys = List.copyOf(generatedKeys);
    }

    /** @throws IllegalArgumentException if what is asked for is unknown, or not to be had for such an object */
    static Policy of(ObjectRef ref, Map<String, Object> manifest) {
        Map<?, ?> annotations = annotations(manifest);
        boolean goesWhenDone = ShortLived.isMeant(manifest);
        List<String> keys = List.of();
        if (ref.kind().equals("Secret") && annotations.get(GENERATE) instanceof String named) {
            keys = List.of(named.strip().split("\\s*,\\s*"));
        }
        Object onImmutable = annotations.get(ON_IMMUTABLE);
        if (onImmutable == null) {
            return keys.isEmpty() && !goesWhenDone ? NONE : new Policy(keys, false, goesWhenDone);
        }
        if (!onImmutable.equals(RECREATE)) {
            throw new IllegalArgumentException(
                    "%s is '%s', expected %s".formatted(ON_IMMUTABLE, onImmutable, RECREATE));
        }
        if (DATA.contains(ref.kind())) {
            throw new IllegalArgumentException("%s can't be %s for a %s: data would go with the old one"
                    .formatted(ON_IMMUTABLE, RECREATE, ref.kind()));
        }
        return new Policy(keys, true, goesWhenDone);
    }

    private static Map<?, ?> annotations(Map<String, Object> manifest) {
        return manifest.get("metadata") instanceof Map<?, ?> metadata
                        && metadata.get("annotations") instanceof Map<?, ?> annotations
                ? annotations
                : Map.of();
    }
}
