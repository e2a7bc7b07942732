package dev.slipway.gitops;

import java.util.LinkedHashMap;
import java.util.Map;

/** The labels that every object carries which the platform keeps as declared. */
public final class Labels {

    /** Marks an object as kept by the platform; the watch selects by it. */
    public static final String MANAGED = "slipway.dev/managed";

    /** The tenant that an object belongs to. */
    public static final String TENANT = "slipway.dev/tenant";

    /** The instance that an object belongs to. */
    public static final String INSTANCE = "slipway.dev/instance";

    /** The baseline that an object belongs to; it then has neither tenant nor instance. */
    public static final String BASELINE = "slipway.dev/baseline";

    private Labels() {}

    /** The labels of an instance's or a baseline's objects, in the order in which files show them. */
    public static Map<String, String> of(InstanceKey instance) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(MANAGED, "true");
        if (instance.isBaseline()) {
            labels.put(BASELINE, instance.name());
            return labels;
        }
        labels.put(TENANT, instance.tenant());
        labels.put(INSTANCE, instance.name());
        return labels;
    }
}
