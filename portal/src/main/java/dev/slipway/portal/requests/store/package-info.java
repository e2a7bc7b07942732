/** Requests and their timelines in PostgreSQL. */
@NullMarked
package dev.slipway.portal.requests.store;

import org.jspecify.annotations.NullMarked;
