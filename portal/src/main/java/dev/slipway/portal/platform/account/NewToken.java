package dev.slipway.portal.platform.account;

import dev.slipway.portal.security.tokens.CreatedToken;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token just made, with its value: shown once. */
public record NewToken(
        String id,
        String name,
        String value,
        Instant createdAt,
        @Nullable Instant expiresAt) implements Serializable {

    static NewToken of(CreatedToken created) {
        var token = created.token();
        return new NewToken(token.id().toString(), token.name(), created.value(), token.createdAt(), token.expiresAt());
    }
}
