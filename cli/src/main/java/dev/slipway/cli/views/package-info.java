/** Commands that only look: catalog, drift, SBOMs, status. */
@NullMarked
package dev.slipway.cli.views;

import org.jspecify.annotations.NullMarked;
