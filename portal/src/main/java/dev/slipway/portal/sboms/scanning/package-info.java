/** Which scans are asked for, and when: the portal itself, and every instance that is ready. */
@NullMarked
package dev.slipway.portal.sboms.scanning;

import org.jspecify.annotations.NullMarked;
