/** Break-glass: people ask for fields that they may change for a while, others allow it, and it ends by itself. */
@NullMarked
package dev.slipway.portal.breakglass;

import org.jspecify.annotations.NullMarked;
