package dev.slipway.gitops;

/**
 * A cluster refuses an object of an instance. The platform goes on trying, less and less often.
 *
 * @param instance the instance
 * @param tree the Git object id of its directory
 * @param object the object
 * @param message the API server's words
 */
public record InstanceRefused(InstanceKey instance, String tree, ObjectRef object, String message) {}
