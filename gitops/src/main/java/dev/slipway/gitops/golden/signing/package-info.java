/** Signatures that Git verifies: SSH's and OpenPGP's. */
@NullMarked
package dev.slipway.gitops.golden.signing;

import org.jspecify.annotations.NullMarked;
