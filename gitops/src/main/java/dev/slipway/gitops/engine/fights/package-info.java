/** Notices that a change keeps coming back, spaces its reversions, and enters it into the ledger. */
@NullMarked
package dev.slipway.gitops.engine.fights;

import org.jspecify.annotations.NullMarked;
