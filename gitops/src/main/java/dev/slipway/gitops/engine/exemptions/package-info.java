/** Reads exemptions from the golden repository, ends them to the second, and enters both into the ledger. */
@NullMarked
package dev.slipway.gitops.engine.exemptions;

import org.jspecify.annotations.NullMarked;
