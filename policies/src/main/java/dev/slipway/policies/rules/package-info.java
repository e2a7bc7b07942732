/** Reads policy files nobody has checked and evaluates their CEL rules within bounds. */
@NullMarked
package dev.slipway.policies.rules;

import org.jspecify.annotations.NullMarked;
