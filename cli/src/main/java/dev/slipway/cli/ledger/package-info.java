/** The ledger: exports it and verifies its chain on this machine. */
@NullMarked
package dev.slipway.cli.ledger;

import org.jspecify.annotations.NullMarked;
