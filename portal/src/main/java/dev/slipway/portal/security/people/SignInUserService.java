package dev.slipway.portal.security.people;

import java.util.LinkedHashMap;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** Turns a finished OpenID Connect sign-in into a person and remembers them. */
@Component
public class SignInUserService implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private final OidcUserService provider = new OidcUserService();
    private final PersonMapper mapper;
    private final People people;

    SignInUserService(PersonMapper mapper, People people) {
        this.mapper = mapper;
        this.people = people;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var user = provider.loadUser(request);
        var claims = new LinkedHashMap<>(user.getClaims());
        claims.putAll(request.getIdToken().getClaims()); // signed, hence stronger than the user-info answer
        var issuer = request.getIdToken().getIssuer();
        if (issuer == null) {
            throw new IllegalStateException(
                    "The ID token of " + request.getClientRegistration().getRegistrationId() + " has no issuer");
        }
        var person = mapper.person(issuer.toString(), claims);
        people.remember(person);
        return new SignedInUser(person, request.getIdToken());
    }
}
