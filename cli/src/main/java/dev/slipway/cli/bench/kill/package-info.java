/** Kills a portal under load again and again, and looks afterwards what was lost, doubled or missed. */
@NullMarked
package dev.slipway.cli.bench.kill;

import org.jspecify.annotations.NullMarked;
