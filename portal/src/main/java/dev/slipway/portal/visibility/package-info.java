/** Which tenants a person may see, for lists, filters and single pages. */
@NullMarked
package dev.slipway.portal.visibility;

import org.jspecify.annotations.NullMarked;
