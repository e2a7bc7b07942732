package dev.slipway.gitops.chaos.store;

import dev.slipway.gitops.chaos.Proof;
import java.time.Instant;

/**
 * A change that is still to be judged or undone.
 *
 * @param proof what is recorded of it
 * @param tree the instance's tree when it was recorded
 * @param deadline until when it has to be put back
 * @param tampering what undoes it, encrypted
 */
public record OpenChange(Proof proof, String tree, Instant deadline, byte[] tampering) {}
