package dev.slipway.portal.security.chains;

import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;

/** The headers that every answer carries, whichever chain it passed. */
@Component
public class SecurityHeaders {

    private final String contentSecurityPolicy;

    SecurityHeaders(ObjectProvider<OAuth2ClientProperties> clients) {
        this.contentSecurityPolicy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
                + providerOrigins(clients.getIfAvailable());
    }

    /** Adds them to a chain. */
    public void on(HttpSecurity http) throws Exception {
        http.headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(contentSecurityPolicy))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        permissions -> permissions.policy("camera=(), geolocation=(), microphone=(), payment=()"))
                .crossOriginOpenerPolicy(opener -> {}));
    }

    /** Signing out posts a form that ends at the provider, and redirects of forms count. */
    private static String providerOrigins(@Nullable OAuth2ClientProperties clients) {
        if (clients == null) {
            return "";
        }
        return clients.getProvider().values().stream()
                .flatMap(provider -> Stream.of(provider.getIssuerUri(), provider.getAuthorizationUri())
                        .filter(uri -> uri != null && !uri.isBlank())
                        .map(URI::create))
                .map(uri -> " " + uri.getScheme() + "://" + uri.getAuthority())
                .distinct()
                .collect(Collectors.joining());
    }
}
