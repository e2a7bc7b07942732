/** What the platform really delivered, to stand beside what an entry promises. */
@NullMarked
package dev.slipway.portal.catalog.measured;

import org.jspecify.annotations.NullMarked;
