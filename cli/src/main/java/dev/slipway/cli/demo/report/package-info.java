/** What became of the steps, for people and as JSON. */
@NullMarked
package dev.slipway.cli.demo.report;

import org.jspecify.annotations.NullMarked;
