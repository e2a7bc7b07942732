/** The embedded control plane: one etcd, the host cluster on it, and virtual clusters under prefixes of their own. */
@NullMarked
package dev.slipway.clusters.embedded;

import org.jspecify.annotations.NullMarked;
