package dev.slipway.gitops;

/**
 * An object of an instance and how it is doing.
 *
 * @param ref the object
 * @param health how it is doing
 * @param path the file that declares it
 */
public record ObjectStatus(ObjectRef ref, Health health, String path) {}
