package dev.slipway.gitops.desired;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object as the golden repository declares it.
 *
 * @param ref its name
 * @param owner the instance that declares it
 * @param path the file that declares it
 * @param manifest what is applied
 * @param policy what its annotations ask for
 * @param hand the field manager of the engine that applies it in the platform's place, {@code null} where the platform
 *     does; what others apply is only watched
 */
public record DesiredObject(
        ObjectRef ref,
        InstanceKey owner,
        String path,
        Manifest manifest,
        Policy policy,
        @Nullable String hand) {

    /** The number of the last wave; the first is 0. */
    public static final int LAST_WAVE = 3;

    /** An object that the platform applies. */
    public DesiredObject(ObjectRef ref, InstanceKey owner, String path, Manifest manifest, Policy policy) {
        this(ref, owner, path, manifest, policy, null);
    }

    /** The same in another namespace. */
    DesiredObject in(String namespace) {
        ObjectRef there = new ObjectRef(ref.apiVersion(), ref.kind(), namespace, ref.name());
        return new DesiredObject(there, owner, path, manifest, policy, hand);
    }

    /** The same, applied by another engine under this field manager's name. */
    public DesiredObject appliedBy(String manager) {
        return new DesiredObject(ref, owner, path, manifest, policy, manager);
    }

    /** Whether another engine applies it, so that the platform only watches it. */
    public boolean isWatchedOnly() {
        return hand != null;
    }

    /** 16 bytes that stand for what is applied and by whom. */
    public byte[] mark() {
        byte[] digest = manifest.digest();
        if (hand == null) {
            return digest;
        }
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(digest);
            return Arrays.copyOf(sha.digest(hand.getBytes(StandardCharsets.UTF_8)), digest.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The keys of a Secret whose values the platform makes up; empty for all others. */
    public List<String> generatedKeys() {
        return policy.generatedKeys();
    }

    /** Whether it may be deleted and made again where what is declared can't be changed in place. */
    public boolean isReplaceable() {
        return policy.isReplaceable();
    }

    /** Whether it goes by itself once it is done, and then is not missing. */
    public boolean goesWhenDone() {
        return policy.goesWhenDone();
    }

    /** The order in which objects are applied: what others need comes first. */
    public int wave() {
        return hand != null ? LAST_WAVE : waveOf(ref.kind());
    }

    private static int waveOf(String kind) {
        return switch (kind) {
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
