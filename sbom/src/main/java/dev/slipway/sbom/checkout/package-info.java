/** Fetches Git repositories that nobody vouches for, within bounds. */
@NullMarked
package dev.slipway.sbom.checkout;

import org.jspecify.annotations.NullMarked;
