/** Helm charts, rendered by Helm's own engine in process. */
@NullMarked
package dev.slipway.gitops.charts;

import org.jspecify.annotations.NullMarked;
