/** The ledger for auditors and their programs: pages, API, exports, verification. */
@NullMarked
package dev.slipway.portal.ledger;

import org.jspecify.annotations.NullMarked;
