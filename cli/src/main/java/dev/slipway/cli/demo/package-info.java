/** {@code slipway demo}: the whole story once, on a fresh portal, through the doors that people use. */
@NullMarked
package dev.slipway.cli.demo;

import org.jspecify.annotations.NullMarked;
