/** Dry runs: what the API servers say to manifests before these are in the golden repository. */
@NullMarked
package dev.slipway.gitops.engine.trial;

import org.jspecify.annotations.NullMarked;
