/** The golden repository on JGit: commits without a working tree, in batches, by compare-and-swap. */
@NullMarked
package dev.slipway.gitops.golden;

import org.jspecify.annotations.NullMarked;
