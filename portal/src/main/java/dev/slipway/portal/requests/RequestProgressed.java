package dev.slipway.portal.requests;

import dev.slipway.gitops.InstanceKey;
import java.util.UUID;

/**
 * Something happened to a request.
 *
 * @param id the request
 * @param instance its instance
 * @param state the state that it is in now
 */
public record RequestProgressed(UUID id, InstanceKey instance, RequestState state) {}
