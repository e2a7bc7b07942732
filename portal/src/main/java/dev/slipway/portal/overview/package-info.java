/** The home page of a signed-in person and the numbers in the navigation. */
@NullMarked
package dev.slipway.portal.overview;

import org.jspecify.annotations.NullMarked;
