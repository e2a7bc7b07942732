/** Watches sealed namespaces by their objects' metadata, and takes away what nobody declared. */
@NullMarked
package dev.slipway.gitops.engine.sealing;

import org.jspecify.annotations.NullMarked;
