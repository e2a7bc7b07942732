/** {@code slipway bench}: measures a portal of its own through the doors that people use. */
@NullMarked
package dev.slipway.cli.bench;

import org.jspecify.annotations.NullMarked;
