package dev.slipway.gitops;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance: what was asked for and how it is doing.
 *
 * @param spec what was asked for
 * @param tenant the tenant that it lives in
 * @param tree the Git object id of its directory
 * @param phase how it is doing as a whole
 * @param message the first thing that is wrong or waited for; empty where nothing is
 * @param objects its objects; where another engine applies them, with what orders them from it
 * @param engine what that engine says, {@code null} where the platform applies them
 */
public record InstanceStatus(
        InstanceSpec spec,
        Tenant tenant,
        String tree,
        Phase phase,
        String message,
        List<ObjectStatus> objects,
        @Nullable EngineNote engine) {

    /** An instance that the platform applies. */
    public InstanceStatus(
            InstanceSpec spec, Tenant tenant, String tree, Phase phase, String message, List<ObjectStatus> objects) {
        this(spec, tenant, tree, phase, message, objects, null);
    }

    /** How an instance is doing as a whole. */
    public enum Phase {
        /** Declared; its cluster can't be reached, or is not there yet. */
        WAITING,
        /** Being written to its cluster. */
        APPLYING,
        /** Written, and on its way to work. */
        STARTING,
        /** All is as declared and works. */
        READY,
        /** Something is refused or failed. */
        FAILED
    }
}
