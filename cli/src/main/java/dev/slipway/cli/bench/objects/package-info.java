/** Objects of many kinds, as golden repositories declare them and as people drift them. */
@NullMarked
package dev.slipway.cli.bench.objects;

import org.jspecify.annotations.NullMarked;
