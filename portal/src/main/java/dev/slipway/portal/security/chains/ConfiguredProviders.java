package dev.slipway.portal.security.chains;

import dev.slipway.portal.web.UnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/**
 * The identity providers of {@code spring.security.oauth2.client}. Each is discovered when the first person signs in
 * there, so that the portal starts, and takes tokens, while a provider is down.
 */
@Component
@ConditionalOnOAuth2ClientRegistrationProperties
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class ConfiguredProviders implements ClientRegistrationRepository {

    private static final Logger log = LoggerFactory.getLogger(ConfiguredProviders.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final OAuth2ClientProperties configured;
    private final Map<String, ClientRegistration> discovered = new ConcurrentHashMap<>();

    ConfiguredProviders(OAuth2ClientProperties configured) {
        this.configured = configured;
    }

    /** The registration; null if none has that id. */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        var known = discovered.get(id);
        if (known != null || !configured.getRegistration().containsKey(id)) {
            return known;
        }
        var found = discover(id);
        discovered.put(id, found);
        return found;
    }

    private ClientRegistration discover(String id) {
        var only = new OAuth2ClientProperties();
        only.getRegistration().put(id, configured.getRegistration().get(id));
        only.getProvider().putAll(configured.getProvider());
        try {
            return new OAuth2ClientPropertiesMapper(only)
                    .asClientRegistrations()
                    .values()
                    .iterator()
                    .next();
        } catch (RuntimeException e) {
            log.warn("The identity provider '{}' can't be used: {}", id, e.getMessage());
            throw new UnavailableException(
                    "The identity provider '" + id + "' can't be reached right now.", RETRY_AFTER, e);
        }
    }
}
