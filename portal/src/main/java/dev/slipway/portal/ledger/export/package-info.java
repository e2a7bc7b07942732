/** Hands the ledger out as files. */
@NullMarked
package dev.slipway.portal.ledger.export;

import org.jspecify.annotations.NullMarked;
