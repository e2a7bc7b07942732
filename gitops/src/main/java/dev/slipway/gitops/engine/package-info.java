/** Applies what is declared, watches it, and puts back what drifts: one engine a cluster. */
@NullMarked
package dev.slipway.gitops.engine;

import org.jspecify.annotations.NullMarked;
