/** Carries accepted requests through Git and the cluster, over crashes. */
@NullMarked
package dev.slipway.portal.requests.progress;

import org.jspecify.annotations.NullMarked;
