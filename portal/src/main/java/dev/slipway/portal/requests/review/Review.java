package dev.slipway.portal.requests.review;

import java.util.UUID;

/**
 * A pull request that was opened for a request.
 *
 * @param request the request
 * @param number the pull request's number at the forge
 * @param url where people see it
 */
record Review(UUID request, long number, String url) {}
