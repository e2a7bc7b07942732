/** Reads files that people write, and tells all that is wrong with one of them at once. */
@NullMarked
package dev.slipway.gitops.files;

import org.jspecify.annotations.NullMarked;
