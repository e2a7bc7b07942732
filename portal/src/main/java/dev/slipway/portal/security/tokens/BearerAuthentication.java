package dev.slipway.portal.security.tokens;

import dev.slipway.portal.security.people.PersonAuthentication;
import dev.slipway.portal.security.people.PersonMapper;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** Takes a personal access token, or a JWT of the identity provider where one is configured. */
@Component
public class BearerAuthentication {

    private final AccessTokens tokens;
    private final ObjectProvider<JwtDecoder> jwts;
    private final PersonMapper mapper;
    private final AuthenticationEventPublisher events;

    BearerAuthentication(
            AccessTokens tokens,
            ObjectProvider<JwtDecoder> jwts,
            PersonMapper mapper,
            AuthenticationEventPublisher events) {
        this.tokens = tokens;
        this.jwts = jwts;
        this.mapper = mapper;
        this.events = events;
    }

    /**
     * Says whom the token stands for.
     *
     * @throws AuthenticationException if it stands for nobody
     */
    public Authentication authenticate(Authentication authentication) {
        var bearer = (BearerTokenAuthenticationToken) authentication;
        try {
            var person =
                    AccessTokens.isToken(bearer.getToken()) ? byToken(bearer.getToken()) : byJwt(bearer.getToken());
            person.setDetails(bearer.getDetails());
            return person;
        } catch (AuthenticationException e) {
            events.publishAuthenticationFailure(e, authentication);
            throw e;
        }
    }

    private PersonAuthentication byToken(String value) {
        return tokens.authenticate(value)
                .orElseThrow(() -> new InvalidBearerTokenException("The token is unknown, revoked or expired"));
    }

    private PersonAuthentication byJwt(String value) {
        var decoder = jwts.getIfAvailable();
        if (decoder == null) {
            throw new InvalidBearerTokenException("Only personal access tokens (slw_…) are accepted here");
        }
        try {
            var jwt = decoder.decode(value);
            var issuer = jwt.getClaimAsString("iss");
            if (issuer == null) {
                throw new InvalidBearerTokenException("The token names no issuer");
            }
            return new PersonAuthentication(mapper.person(issuer, jwt.getClaims()), false);
        } catch (BadJwtException | IllegalArgumentException e) {
            throw new InvalidBearerTokenException("The token isn't valid here: " + e.getMessage(), e);
        } catch (JwtException e) {
            throw new AuthenticationServiceException("The identity provider's keys can't be read", e);
        }
    }
}
