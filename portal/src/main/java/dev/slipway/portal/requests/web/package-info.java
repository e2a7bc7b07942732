/** Requests as pages and as an API. */
@NullMarked
package dev.slipway.portal.requests.web;

import org.jspecify.annotations.NullMarked;
