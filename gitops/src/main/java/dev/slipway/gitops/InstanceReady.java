package dev.slipway.gitops;

/**
 * Every object of an instance works as a tree declares.
 *
 * @param instance the instance
 * @param tree the Git object id of its directory
 */
public record InstanceReady(InstanceKey instance, String tree) {}
