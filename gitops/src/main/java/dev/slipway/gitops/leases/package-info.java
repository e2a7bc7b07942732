/** How the replicas of the portal share clusters. */
@NullMarked
package dev.slipway.gitops.leases;

import org.jspecify.annotations.NullMarked;
