/** Many connections to API servers that others run, each cheap and none in the way of another. */
@NullMarked
package dev.slipway.clusters.connection.remote;

import org.jspecify.annotations.NullMarked;
