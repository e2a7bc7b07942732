/** One filter chain per door: API, Git, operations, pages. */
@NullMarked
package dev.slipway.portal.security.chains;

import org.jspecify.annotations.NullMarked;
