/** Commands that ask for changes: orders, requests, instances. */
@NullMarked
package dev.slipway.cli.orders;

import org.jspecify.annotations.NullMarked;
