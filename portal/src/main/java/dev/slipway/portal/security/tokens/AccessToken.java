package dev.slipway.portal.security.tokens;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A personal access token as its owner sees it in lists.
 *
 * @param prefix its first characters, to recognise it by; the whole token is shown once and never stored
 * @param readOnly whether it can only look
 * @param expiresAt when it stops working; null for never, which only the administrator's first token has
 * @param lastUsedAt to the minute; null if never
 */
public record AccessToken(
        UUID id,
        String name,
        String prefix,
        boolean readOnly,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
