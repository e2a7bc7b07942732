/** How the golden repository's objects lie on the disk: durable packs, few of them. */
@NullMarked
package dev.slipway.gitops.golden.packs;

import org.jspecify.annotations.NullMarked;
