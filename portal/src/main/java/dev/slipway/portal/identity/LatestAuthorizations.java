package dev.slipway.portal.identity;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/** Sign-ins under way and lately finished: Spring's own in-memory store, which by itself would grow for ever. */
@Component
@EmbeddedProviderOnly
final class LatestAuthorizations implements OAuth2AuthorizationService {

    private static final int MOST = 1_000;

    private final OAuth2AuthorizationService all = new InMemoryOAuth2AuthorizationService();
    private final Deque<OAuth2Authorization> byAge = new ArrayDeque<>();

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        byAge.removeIf(known -> known.getId().equals(authorization.getId()));
        byAge.add(authorization);
        all.save(authorization);
        if (byAge.size() > MOST) {
            all.remove(byAge.remove());
        }
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        byAge.removeIf(known -> known.getId().equals(authorization.getId()));
        all.remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return all.findById(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return all.findByToken(token, type);
    }
}
