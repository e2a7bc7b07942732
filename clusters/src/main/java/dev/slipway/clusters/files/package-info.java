/** Files of the data directory that only the portal's own user may read. */
@NullMarked
package dev.slipway.clusters.files;

import org.jspecify.annotations.NullMarked;
