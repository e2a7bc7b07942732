/** One page for all that is not as declared and needs a person: held removals, fights, open exemptions. */
@NullMarked
package dev.slipway.portal.exceptions;

import org.jspecify.annotations.NullMarked;
