/** The golden repository in the portal: its first files, its catalog and policies put to use, pushes judged. */
@NullMarked
package dev.slipway.portal.golden;

import org.jspecify.annotations.NullMarked;
