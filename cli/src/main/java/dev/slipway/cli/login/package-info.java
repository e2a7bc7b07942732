/** Commands about who one is. */
@NullMarked
package dev.slipway.cli.login;

import org.jspecify.annotations.NullMarked;
