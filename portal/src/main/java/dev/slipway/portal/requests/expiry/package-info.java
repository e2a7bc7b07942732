/** Tenants that were ordered for a limited time, and their end. */
@NullMarked
package dev.slipway.portal.requests.expiry;

import org.jspecify.annotations.NullMarked;
