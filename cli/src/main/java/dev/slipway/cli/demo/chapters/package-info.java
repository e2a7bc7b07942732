/** The chapters of the story, from the start of the portal to its end. */
@NullMarked
package dev.slipway.cli.demo.chapters;

import org.jspecify.annotations.NullMarked;
