package dev.slipway.gitops.desired;

import dev.slipway.gitops.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the platform treats one object, as its annotations ask.
 *
 * @param generatedKeys the keys of a Secret whose values the platform makes up and that never enter Git
 * @param isReplaceable whether it may be deleted and made again where what is declared can't be changed in place
 */
public record Policy(List<String> generatedKeys, boolean isReplaceable) {

    /** Nothing special. */
    public static final Policy NONE = new Policy(List.of(), false);

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
    static Policy of(ObjectRef ref, Map<String, Object> annotations) {
        List<String> keys = List.of();
        if (ref.kind().equals("Secret") && annotations.get(GENERATE) instanceof String named) {
            keys = List.of(named.strip().split("\\s*,\\s*"));
        }
        Object onImmutable = annotations.get(ON_IMMUTABLE);
        if (onImmutable == null) {
            return keys.isEmpty() ? NONE : new Policy(keys, false);
        }
        if (!onImmutable.equals(RECREATE)) {
            throw new IllegalArgumentException(
                    "%s is '%s', expected %s".formatted(ON_IMMUTABLE, onImmutable, RECREATE));
        }
        if (DATA.contains(ref.kind())) {
            throw new IllegalArgumentException("%s can't be %s for a %s: data would go with the old one"
                    .formatted(ON_IMMUTABLE, RECREATE, ref.kind()));
        }
        return new Policy(keys, true);
    }
}
