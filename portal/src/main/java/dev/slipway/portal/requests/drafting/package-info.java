/** Turns an order into the exact files that would be committed. */
@NullMarked
package dev.slipway.portal.requests.drafting;

import org.jspecify.annotations.NullMarked;
