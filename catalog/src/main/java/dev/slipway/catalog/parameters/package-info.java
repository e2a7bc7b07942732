/** Bounds the work that parameters and their schemas can cause. */
@NullMarked
package dev.slipway.catalog.parameters;

import org.jspecify.annotations.NullMarked;
