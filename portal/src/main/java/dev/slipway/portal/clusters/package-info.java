/** The clusters that are applied to, for the status page and the API. */
@NullMarked
package dev.slipway.portal.clusters;

import org.jspecify.annotations.NullMarked;
