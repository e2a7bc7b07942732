/** The clusters that are registered, and which replica of the portal keeps which. */
@NamedInterface
@NullMarked
package dev.slipway.gitops.fleet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
