package dev.slipway.portal.requests.review;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pull request that was opened for a request.
 *
 * @param request the request
 * @param number the pull request's number at the forge
 * @param url where people see it
 * @param proposed the commit that the portal put on its branch, {@code null} where a crash came before it was noted
 */
record Review(
        UUID request, long number, String url, @Nullable String proposed) {}
