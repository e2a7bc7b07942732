package dev.slipway.gitops;

import java.time.Instant;

/**
 * An object that nobody declares any more and that is kept all the same, since others' data would go with it: a
 * namespace, a definition of a kind, a volume or its claim.
 *
 * @param cluster the cluster that has it
 * @param object the object
 * @param owner what declared it
 * @param since when it was to be taken away first
 */
public record HeldRemoval(String cluster, ObjectRef object, InstanceKey owner, Instant since) {}
