/** Samples, what is computed from them, and what they were taken on. */
@NullMarked
package dev.slipway.cli.bench.measure;

import org.jspecify.annotations.NullMarked;
