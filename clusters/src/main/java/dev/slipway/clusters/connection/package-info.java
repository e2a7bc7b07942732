/** Connections to API servers: clients, readiness, and the life of a connected cluster. */
@NullMarked
package dev.slipway.clusters.connection;

import org.jspecify.annotations.NullMarked;
