/** What the features tell about themselves: status, counters, sections of the home page. */
@NullMarked
package dev.slipway.portal.platform;

import org.jspecify.annotations.NullMarked;
