/** Where the application starts. */
@NullMarked
package dev.slipway;

import org.jspecify.annotations.NullMarked;
