/** Certificate authorities, certificates and keys of the embedded clusters. */
@NullMarked
package dev.slipway.clusters.pki;

import org.jspecify.annotations.NullMarked;
