/** Reads entries from files nobody has checked and says why one can't be published. */
@NullMarked
package dev.slipway.catalog.publishing;

import org.jspecify.annotations.NullMarked;
