/** How instances do whose clusters another replica of the portal keeps. */
@NullMarked
package dev.slipway.gitops.engine.elsewhere;

import org.jspecify.annotations.NullMarked;
