package dev.slipway.gitops.chaos.injection;

import dev.slipway.gitops.chaos.Proof;

/**
 * A change was not put back in time.
 *
 * @param proof the change
 * @param detail what happened, in a sentence
 */
public record ChangeMissed(Proof proof, String detail) {}
