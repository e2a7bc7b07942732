/** Personal access tokens and the administrator's first token. */
@NullMarked
package dev.slipway.portal.security.tokens;

import org.jspecify.annotations.NullMarked;
