/** One API server's objects: reading, writing, watching and comparing them. */
@NullMarked
package dev.slipway.gitops.engine.live;

import org.jspecify.annotations.NullMarked;
