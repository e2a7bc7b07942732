/** What is being put back, noted so that a kill in the middle leaves nothing untold. */
@NullMarked
package dev.slipway.gitops.engine.repairs;

import org.jspecify.annotations.NullMarked;
