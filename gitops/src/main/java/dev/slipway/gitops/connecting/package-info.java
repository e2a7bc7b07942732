/** Brings credentials and registered clusters together, and tells how the connections do. */
@NullMarked
package dev.slipway.gitops.connecting;

import org.jspecify.annotations.NullMarked;
