/** The parts of docker-compose.yml as containers, so that tests run on the images and settings that people are given. */
@NullMarked
package dev.slipway.testing;

import org.jspecify.annotations.NullMarked;
