/** SBOMs as people and programs see them, with what may be concluded from each. */
@NullMarked
package dev.slipway.portal.sboms;

import org.jspecify.annotations.NullMarked;
