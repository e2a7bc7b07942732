package dev.slipway.portal.security.tokens;

import dev.slipway.portal.security.people.SecuritySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;

/** Keeps ID tokens, and what a provider gave another application, from being taken for tokens of the API. */
@Configuration(proxyBeanMethods = false)
class ApiAudience {

    /** Spring Boot adds it to the checks of a configured provider's tokens. */
    @Bean
    OAuth2TokenValidator<Jwt> apiAudienceValidator(SecuritySettings settings) {
        return new JwtAudienceValidator(settings.audience());
    }
}
