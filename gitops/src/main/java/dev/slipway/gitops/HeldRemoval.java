package dev.slipway.gitops;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * An object that nobody declares any more and that is kept all the same, since others' data would go with it: a
 * namespace, a definition of a kind, a volume or its claim.
 *
 * @param cluster the cluster that has it
 * @param object the object
 * @param owner what declared it
 * @param since when it was to be taken away first
 */
public record HeldRemoval(String cluster, ObjectRef object, InstanceKey owner, Instant since) {

    /** The kind of a virtual cluster as a whole, which is held like an object. */
    public static final String VIRTUAL_CLUSTER = "VirtualCluster";

    /** A virtual cluster as a whole: all that is in it goes with it. */
    public static HeldRemoval ofVirtualCluster(String name, Instant since) {
        return new HeldRemoval(name, virtualCluster(name), new InstanceKey(name, name), since);
    }

    /** What a virtual cluster is held as. */
    public static ObjectRef virtualCluster(String name) {
        return new ObjectRef("slipway.dev/v1", VIRTUAL_CLUSTER, "", name);
    }

    /** The same for the same object in the same cluster, over restarts; 16 hexadecimal digits. */
    public String id() {
        String name = String.join("\n", cluster, object.apiVersion(), object.kind(), object.namespace(), object.name());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
