/** What the portal brings along so that it runs without set-up: its data directory and a PostgreSQL. */
@NullMarked
package dev.slipway.portal.embedded;

import org.jspecify.annotations.NullMarked;
