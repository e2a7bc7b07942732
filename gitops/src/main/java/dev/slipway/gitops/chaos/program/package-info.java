/** The chaos that the golden repository declares. */
@NullMarked
package dev.slipway.gitops.chaos.program;

import org.jspecify.annotations.NullMarked;
