/** The embedded OpenID Connect provider and its demo users; only under the demo profile. */
@NullMarked
package dev.slipway.portal.identity;

import org.jspecify.annotations.NullMarked;
