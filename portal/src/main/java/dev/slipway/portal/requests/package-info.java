/** What people ask for: from the order to the instance that works. */
@NullMarked
package dev.slipway.portal.requests;

import org.jspecify.annotations.NullMarked;
