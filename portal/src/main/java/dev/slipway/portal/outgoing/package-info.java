/** Calls over HTTP to servers that others run. */
@NullMarked
package dev.slipway.portal.outgoing;

import org.jspecify.annotations.NullMarked;
