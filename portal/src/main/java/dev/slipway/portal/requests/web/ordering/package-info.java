/** The order form, its preview, and the same for changes and deletions. */
@NullMarked
package dev.slipway.portal.requests.web.ordering;

import org.jspecify.annotations.NullMarked;
