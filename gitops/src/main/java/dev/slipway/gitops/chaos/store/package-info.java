/** What chaos remembers over restarts and shares between replicas. */
@NullMarked
package dev.slipway.gitops.chaos.store;

import org.jspecify.annotations.NullMarked;
