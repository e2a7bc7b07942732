package dev.slipway.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.filter.OncePerRequestFilter;

/** Makes tokens name one issuer whatever host name the request came by: the port isn't known when beans are made. */
final class FixedIssuerFilter extends OncePerRequestFilter {

    private final EmbeddedIssuer issuer;

    FixedIssuerFilter(EmbeddedIssuer issuer) {
        this.issuer = issuer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var found = AuthorizationServerContextHolder.getContext();
        AuthorizationServerContextHolder.setContext(new Fixed(issuer.url(), found.getAuthorizationServerSettings()));
        try {
            chain.doFilter(request, response);
        } finally {
            AuthorizationServerContextHolder.setContext(found);
        }
    }

    private record Fixed(String issuer, AuthorizationServerSettings settings) implements AuthorizationServerContext {

        @Override
        public String getIssuer() {
            return issuer;
        }

        @Override
        public AuthorizationServerSettings getAuthorizationServerSettings() {
            return settings;
        }
    }
}
