/** How the ledger's chain is written, kept and read. */
@NullMarked
package dev.slipway.gitops.ledger.chain;

import org.jspecify.annotations.NullMarked;
