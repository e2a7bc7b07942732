/** The module as the portal runs it, on a real control plane and a real database. */
@NullMarked
package dev.slipway.gitops.testing;

import org.jspecify.annotations.NullMarked;
