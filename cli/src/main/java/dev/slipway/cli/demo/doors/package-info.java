/** The doors through which people and programs come to a portal: pages, API, events, Git and kubectl. */
@NullMarked
package dev.slipway.cli.demo.doors;

import org.jspecify.annotations.NullMarked;
