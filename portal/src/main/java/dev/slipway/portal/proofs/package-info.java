/** What was changed on purpose, and whether it was put back: the coverage matrix, its export, and the switches. */
@NullMarked
package dev.slipway.portal.proofs;

import org.jspecify.annotations.NullMarked;
