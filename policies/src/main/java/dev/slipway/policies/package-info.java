/** Policies as code over requests and rendered objects. */
@NullMarked
package dev.slipway.policies;

import org.jspecify.annotations.NullMarked;
