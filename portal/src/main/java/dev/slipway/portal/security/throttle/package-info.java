/** Slows down who guesses passwords or tokens, and records sign-ins. */
@NullMarked
package dev.slipway.portal.security.throttle;

import org.jspecify.annotations.NullMarked;
