/** Signing in and a person's own account: who am I, access tokens. */
@NullMarked
package dev.slipway.portal.platform.account;

import org.jspecify.annotations.NullMarked;
