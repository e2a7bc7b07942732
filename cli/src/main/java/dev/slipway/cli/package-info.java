/** The slipway command for people and pipelines, over the REST API. */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
