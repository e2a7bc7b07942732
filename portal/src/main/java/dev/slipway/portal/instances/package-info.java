/** What was ordered and how it is doing: list, page, resize and deletion. */
@NullMarked
package dev.slipway.portal.instances;

import org.jspecify.annotations.NullMarked;
