/** What waits for a person who says that it may be taken away. */
@NullMarked
package dev.slipway.portal.removals;

import org.jspecify.annotations.NullMarked;
