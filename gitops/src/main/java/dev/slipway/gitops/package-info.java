/** The golden repository, desired state, applying, drift with its reversion, and the ledger. */
@NullMarked
package dev.slipway.gitops;

import org.jspecify.annotations.NullMarked;
