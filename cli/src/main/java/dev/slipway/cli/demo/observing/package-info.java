/** Looking at what should hold, once or until it does. */
@NullMarked
package dev.slipway.cli.demo.observing;

import org.jspecify.annotations.NullMarked;
