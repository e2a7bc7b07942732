package dev.slipway.portal.requests;

import java.util.UUID;

/**
 * A request was kept; published once its transaction holds.
 *
 * @param id the request
 */
public record RequestAccepted(UUID id) {}
