/** What the reconciler keeps in PostgreSQL: the ledger of drift, the inventory of what was applied, generated secrets. */
@NullMarked
package dev.slipway.gitops.store;

import org.jspecify.annotations.NullMarked;
