/** What the demo serves to the portal: a Git repository and an image registry of its own, on loopback. */
@NullMarked
package dev.slipway.cli.demo.served;

import org.jspecify.annotations.NullMarked;
