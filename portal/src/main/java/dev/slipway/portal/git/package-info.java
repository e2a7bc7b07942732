/** The golden repository over smart HTTP, for the ordinary Git client. */
@NullMarked
package dev.slipway.portal.git;

import org.jspecify.annotations.NullMarked;
