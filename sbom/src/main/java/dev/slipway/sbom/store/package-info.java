/** Keeps SBOMs in PostgreSQL and works off the queue of scans. */
@NullMarked
package dev.slipway.sbom.store;

import org.jspecify.annotations.NullMarked;
