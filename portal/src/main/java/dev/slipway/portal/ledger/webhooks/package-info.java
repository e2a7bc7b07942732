/** Sends entries of the ledger as CloudEvents to those whom the operator names. */
@NullMarked
package dev.slipway.portal.ledger.webhooks;

import org.jspecify.annotations.NullMarked;
