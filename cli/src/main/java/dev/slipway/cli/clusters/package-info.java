/** Commands about clusters. */
@NullMarked
package dev.slipway.cli.clusters;

import org.jspecify.annotations.NullMarked;
