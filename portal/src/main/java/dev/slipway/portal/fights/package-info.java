/** Changes that keep coming back, told to those whom they concern. */
@NullMarked
package dev.slipway.portal.fights;

import org.jspecify.annotations.NullMarked;
