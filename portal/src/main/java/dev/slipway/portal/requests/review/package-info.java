/** Requests that people review as pull requests before they count. */
@NullMarked
package dev.slipway.portal.requests.review;

import org.jspecify.annotations.NullMarked;
