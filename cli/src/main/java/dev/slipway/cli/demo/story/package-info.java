/** The steps of the story, chapter by chapter; each observes what it claims. */
@NullMarked
package dev.slipway.cli.demo.story;

import org.jspecify.annotations.NullMarked;
