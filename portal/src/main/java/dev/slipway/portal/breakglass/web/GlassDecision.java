package dev.slipway.portal.breakglass.web;

import org.jspecify.annotations.Nullable;

/**
 * What somebody of the platform team says.
 *
 * @param approve whether it is allowed
 * @param reason why; needed where it isn't
 */
record GlassDecision(@Nullable Boolean approve, @Nullable String reason) {}
