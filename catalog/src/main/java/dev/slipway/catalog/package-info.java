/** Entries, plans, schemas, service levels and lifecycle: what the platform offers and promises. */
@NullMarked
package dev.slipway.catalog;

import org.jspecify.annotations.NullMarked;
