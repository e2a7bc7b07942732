package dev.slipway.gitops;

/**
 * Every object of an instance was written to its cluster as a tree declares.
 *
 * @param instance the instance
 * @param tree the Git object id of its directory
 */
public record InstanceApplied(InstanceKey instance, String tree) {}
