/** Which query parameters requests may have. */
@NullMarked
package dev.slipway.portal.web.parameters;

import org.jspecify.annotations.NullMarked;
