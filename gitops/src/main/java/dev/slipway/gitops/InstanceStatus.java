package dev.slipway.gitops;

import java.util.List;

/**
 * An instance: what was asked for and how it is doing.
 *
 * @param spec what was asked for
 * @param tenant the tenant that it lives in
 * @param tree the Git object id of its directory
 * @param phase how it is doing as a whole
 * @param message the first thing that is wrong or waited for; empty where nothing is
 * @param objects its objects
 */
public record InstanceStatus(
        InstanceSpec spec, Tenant tenant, String tree, Phase phase, String message, List<ObjectStatus> objects) {

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
