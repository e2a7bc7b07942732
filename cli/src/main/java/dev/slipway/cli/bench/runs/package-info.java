/** The benches: how quickly the portal starts, serves orders, and puts drift back. */
@NullMarked
package dev.slipway.cli.bench.runs;

import org.jspecify.annotations.NullMarked;
