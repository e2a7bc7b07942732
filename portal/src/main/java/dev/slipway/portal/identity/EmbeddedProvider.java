package dev.slipway.portal.identity;

import dev.slipway.portal.security.chains.SecurityHeaders;
import dev.slipway.portal.security.chains.SignInDoors;
import dev.slipway.portal.security.people.SecuritySettings;
import dev.slipway.portal.security.throttle.SignInThrottle;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/**
 * The OpenID Connect provider that the portal brings along for trying it out. It remembers who signed in apart from the
 * portal, though both share one session.
 */
@Configuration(proxyBeanMethods = false)
@EmbeddedProviderOnly
class EmbeddedProvider {

    @Bean
    @Order(40)
    SecurityFilterChain providerSecurity(
            HttpSecurity http, EmbeddedIssuer issuer, DemoUsers users, SignInThrottle throttle, SecurityHeaders headers)
            throws Exception {
        headers.on(http);
        var provider = new OAuth2AuthorizationServerConfigurer();
        var signIn = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, SignInDoors.SIGN_IN_PAGE);
        return http.securityMatcher(new OrRequestMatcher(provider.getEndpointsMatcher(), signIn))
                .with(
                        provider,
                        server -> server.oidc(oidc -> oidc.logoutEndpoint(
                                logout -> logout.errorResponseHandler((request, response, unknownToken) ->
                                        response.sendRedirect(SignInDoors.SIGN_IN_PAGE + "?logout")))))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage(SignInDoors.SIGN_IN_PAGE).defaultSuccessUrl(door().url()))
                .authenticationProvider(passwords(users))
                .securityContext(context -> context.securityContextRepository(ownContext()))
                .requestCache(cache -> cache.requestCache(ownRequests()))
                .exceptionHandling(answers -> answers.authenticationEntryPoint(
                        new LoginUrlAuthenticationEntryPoint(SignInDoors.SIGN_IN_PAGE)))
                .addFilterAfter(throttle.filter(), HeaderWriterFilter.class)
                .addFilterAfter(new FixedIssuerFilter(issuer), CsrfFilter.class)
                .build();
    }

    private static DaoAuthenticationProvider passwords(DemoUsers users) {
        var passwords = new DaoAuthenticationProvider(users::details);
        passwords.setPasswordEncoder(users.passwordEncoder());
        return passwords;
    }

    private static HttpSessionSecurityContextRepository ownContext() {
        var contexts = new HttpSessionSecurityContextRepository();
        contexts.setSpringSecurityContextKey("PROVIDER_SECURITY_CONTEXT");
        return contexts;
    }

    private static HttpSessionRequestCache ownRequests() {
        var requests = new HttpSessionRequestCache();
        requests.setSessionAttrName("PROVIDER_SAVED_REQUEST");
        return requests;
    }

    @Bean
    SignInDoors.Door door() {
        return new SignInDoors.Door(PortalClient.ID, "Demo users");
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        return AuthorizationServerSettings.builder().build();
    }

    /** Accepts the provider's access tokens at the API, and only those: ID tokens have another audience. */
    @Bean
    JwtDecoder jwtDecoder(SigningKey key, EmbeddedIssuer issuer, SecuritySettings settings) {
        var decoder = NimbusJwtDecoder.withJwkSource(key).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(),
                new JwtClaimValidator<Object>(
                        "iss", found -> found != null && issuer.url().equals(found.toString())),
                new JwtAudienceValidator(settings.audience())));
        return decoder;
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> demoUserClaims(DemoUsers users, SecuritySettings settings) {
        return token -> {
            var signedIn = (@Nullable Authentication) token.getPrincipal();
            if (signedIn != null) {
                users.find(signedIn.getName())
                        .ifPresent(user -> DemoUsers.claims(user)
                                .forEach((name, value) -> token.getClaims().claim(name, value)));
            }
            if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
                token.getClaims().audience(List.of(settings.audience()));
            }
        };
    }
}
