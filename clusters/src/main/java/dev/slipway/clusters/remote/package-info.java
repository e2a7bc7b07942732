/** Clusters that others run and that were registered: what others see of their connections. */
@NamedInterface
@NullMarked
package dev.slipway.clusters.remote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
