/** Which portal a command talks to, as whom, and how it prints. */
@NullMarked
package dev.slipway.cli.session;

import org.jspecify.annotations.NullMarked;
