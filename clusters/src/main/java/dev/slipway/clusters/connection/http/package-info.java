/** How calls reach an API server: over which connections, and when those are given up for others. */
@NullMarked
package dev.slipway.clusters.connection.http;

import org.jspecify.annotations.NullMarked;
