/** What was changed by hand and put back. */
@NullMarked
package dev.slipway.portal.drift;

import org.jspecify.annotations.NullMarked;
