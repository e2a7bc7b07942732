/** What surrounds every request: its id, its limits, and what is said when it fails. */
@NullMarked
package dev.slipway.portal.web.edge;

import org.jspecify.annotations.NullMarked;
