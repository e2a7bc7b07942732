/** How the portal reaches a remote repository and proves to it who it is. */
@NullMarked
package dev.slipway.gitops.golden.transport;

import org.jspecify.annotations.NullMarked;
