/** Runs Syft, within bounds, and reads what it wrote; the only place that starts it. */
@NullMarked
package dev.slipway.sbom.syft;

import org.jspecify.annotations.NullMarked;
