/** Child processes: found, started, watched, restarted, and never left behind. */
@NullMarked
package dev.slipway.clusters.process;

import org.jspecify.annotations.NullMarked;
