package dev.slipway.gitops.desired;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import java.util.List;

/**
 * An object as the golden repository declares it.
 *
 * @param ref its name
 * @param owner the instance that declares it
 * @param path the file that declares it
 * @param manifest what is applied
 * @param policy what its annotations ask for
 */
public record DesiredObject(ObjectRef ref, InstanceKey owner, String path, Manifest manifest, Policy policy) {

    /** The number of the last wave; the first is 0. */
    public static final int LAST_WAVE = 3;

    /** The same in another namespace. */
    DesiredObject in(String namespace) {
        ObjectRef there = new ObjectRef(ref.apiVersion(), ref.kind(), namespace, ref.name());
        return new DesiredObject(there, owner, path, manifest, policy);
    }

    /** The keys of a Secret whose values the platform makes up; empty for all others. */
    public List<String> generatedKeys() {
        return policy.generatedKeys();
    }

    /** Whether it may be deleted and made again where what is declared can't be changed in place. */
    public boolean isReplaceable() {
        return policy.isReplaceable();
    }

    /** The order in which objects are applied: what others need comes first. */
    public int wave() {
        return switch (ref.kind()) {
            case "CustomResourceDefinition", "Namespace", "StorageClass", "PriorityClass" -> 0;
            case "ServiceAccount",
                    "Role",
                    "ClusterRole",
                    "RoleBinding",
                    "ClusterRoleBinding",
                    "ResourceQuota",
                    "LimitRange",
                    "NetworkPolicy" -> 1;
            case "Secret", "ConfigMap", "PersistentVolumeClaim", "PersistentVolume" -> 2;
            default -> 3;
        };
    }
}
