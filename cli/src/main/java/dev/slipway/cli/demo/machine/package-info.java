/** Programs on this machine: a portal of our own, others that run to their end, and what they leave behind. */
@NullMarked
package dev.slipway.cli.demo.machine;

import org.jspecify.annotations.NullMarked;
