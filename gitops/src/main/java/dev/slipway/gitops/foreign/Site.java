package dev.slipway.gitops.foreign;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.fleet.RegisteredCluster;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine works and how it reaches the golden repository.
 *
 * @param cluster the cluster
 * @param namespace the namespace of the engine's objects
 * @param url the golden repository as the cluster reaches it
 * @param branch the branch that counts
 * @param secret the Secret with the credentials for it, {@code null} where it needs none
 * @param isSecretOurs whether the platform writes that Secret, with a password that it makes up
 * @param interval how often the engine looks by itself, as Go writes durations
 */
public record Site(
        RegisteredCluster cluster,
        String namespace,
        String url,
        String branch,
        @Nullable String secret,
        boolean isSecretOurs,
        String interval) {

    /** The key in the Secret that holds the password. */
    public static final String PASSWORD = "password";

    private static final String GOLDEN = "slipway-golden-";
    private static final String USER = "cluster-";
    private static final String SHARED = "engine.";

    /** What the objects belong to that all orders of a cluster share; no baseline's name has a dot. */
    public InstanceKey owner() {
        return InstanceKey.baseline(SHARED + cluster.engine().text());
    }

    /** Whether something belongs to what orders share. */
    public static boolean isShared(InstanceKey key) {
        return key.isBaseline() && key.name().startsWith(SHARED);
    }

    /** The name of what all orders of the cluster share; of its own, since a cluster may be registered twice. */
    public String shared() {
        return shared(cluster);
    }

    static String shared(RegisteredCluster cluster) {
        return GOLDEN + cluster.name();
    }

    /** The user that the engine of a cluster reads the golden repository as. */
    public String user() {
        return USER + cluster.name();
    }

    /** The cluster that such a user is for, {@code null} where it is no such user. */
    public static @Nullable String clusterOf(String user) {
        return user.startsWith(USER) ? user.substring(USER.length()) : null;
    }
}
