/** When what is changed, what that proves, and which proof is missing. */
@NullMarked
package dev.slipway.gitops.chaos.rounds;

import org.jspecify.annotations.NullMarked;
