/** What brings clusters about: implemented once per kind of cluster. */
@NullMarked
package dev.slipway.clusters.spi;

import org.jspecify.annotations.NullMarked;
