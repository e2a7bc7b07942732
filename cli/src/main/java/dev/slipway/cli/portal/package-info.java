/** The client of the portal's REST API. */
@NullMarked
package dev.slipway.cli.portal;

import org.jspecify.annotations.NullMarked;
