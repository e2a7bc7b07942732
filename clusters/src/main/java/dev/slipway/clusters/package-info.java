/** Connections to clusters, the embedded control plane and virtual clusters. */
@NullMarked
package dev.slipway.clusters;

import org.jspecify.annotations.NullMarked;
