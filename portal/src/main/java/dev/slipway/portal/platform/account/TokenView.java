package dev.slipway.portal.platform.account;

import dev.slipway.portal.security.tokens.AccessToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token in its owner's list. */
public record TokenView(
        String id,
        String name,
        String prefix,
        boolean readOnly,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    static TokenView of(AccessToken token) {
        return new TokenView(
                token.id().toString(),
                token.name(),
                token.prefix(),
                token.readOnly(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt());
    }
}
