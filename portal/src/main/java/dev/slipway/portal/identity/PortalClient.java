package dev.slipway.portal.identity;

import dev.slipway.portal.embedded.DataDirectory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The portal as the provider's only client, seen from both ends. Nothing is discovered: the provider isn't up yet when
 * the portal starts.
 */
@Component
@EmbeddedProviderOnly
class PortalClient implements RegisteredClientRepository, ClientRegistrationRepository {

    static final String ID = "slipway";

    private static final Duration ACCESS_TOKEN_LIFE = Duration.ofHours(1);

    private final EmbeddedIssuer issuer;
    private final String publicUrl;
    private final String secret;

    PortalClient(EmbeddedIssuer issuer, DataDirectory data, @Value("${slipway.url:}") String publicUrl) {
        this.issuer = issuer;
        this.publicUrl = StringUtils.trimTrailingCharacter(publicUrl, '/');
        this.secret = data.secret("identity/client-secret", PortalClient::randomSecret);
    }

    /** What the portal knows of the provider; browsers get relative addresses, so that any host name works. */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(ID)) {
            return null;
        }
        return ClientRegistration.withRegistrationId(ID)
                .clientName("Demo users")
                .clientId(ID)
                .clientSecret(secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .scope(OidcScopes.OPENID, OidcScopes.PROFILE, OidcScopes.EMAIL)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .issuerUri(issuer.url())
                .authorizationUri("/oauth2/authorize")
                .tokenUri(issuer.internalUrl() + "/oauth2/token")
                .jwkSetUri(issuer.internalUrl() + "/oauth2/jwks")
                .userInfoUri(issuer.internalUrl() + "/userinfo")
                .userNameAttributeName("sub")
                .providerConfigurationMetadata(Map.of("end_session_endpoint", "/connect/logout"))
                .build();
    }

    /** What the provider knows of the portal: people come back to where they came from. */
    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        if (!clientId.equals(ID)) {
            return null;
        }
        var base = publicUrl.isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().toUriString()
                : publicUrl;
        return RegisteredClient.withId(ID)
                .clientId(ID)
                .clientSecret("{noop}" + secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(base + "/login/oauth2/code/" + ID)
                .postLogoutRedirectUri(base + "/login?logout")
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .scope(OidcScopes.EMAIL)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(ACCESS_TOKEN_LIFE)
                        .build())
                .build();
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    /** Spring offers the secret with a stronger hash; it is never stored but in its own file. */
    @Override
    public void save(RegisteredClient client) {}

    private static String randomSecret() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
