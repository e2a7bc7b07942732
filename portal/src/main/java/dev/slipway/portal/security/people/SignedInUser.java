package dev.slipway.portal.security.people;

import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.PersonHolder;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** The principal of a browser session. */
final class SignedInUser extends DefaultOidcUser implements PersonHolder {

    @Serial
    private static final long serialVersionUID = 1;

    private final Person person;

    SignedInUser(Person person, OidcIdToken idToken) {
        super(AuthorityUtils.createAuthorityList(person.authorities()), idToken);
        this.person = person;
    }

    @Override
    public Person person() {
        return person;
    }

    @Override
    public String getName() {
        return person.name();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedInUser user && user.person.equals(person);
    }

    @Override
    public int hashCode() {
        return person.hashCode();
    }
}
