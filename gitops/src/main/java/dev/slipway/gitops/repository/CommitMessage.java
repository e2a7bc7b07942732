package dev.slipway.gitops.repository;

import java.util.Map;

/**
 * Who changes what, and why: the author is the person, the committer is always the portal.
 *
 * @param subject the first line, imperative
 * @param requestId the request that the commit answers; a second commit for the same request is not made
 * @param authorName the person's display name
 * @param authorEmail the person's address, or another stable identifier
 * @param trailers further trailers ({@code Entry}, {@code Policy-Result}, …), in order, after {@code Request-Id}
 */
public record CommitMessage(
        String subject, String requestId, String authorName, String authorEmail, Map<String, String> trailers) {}
