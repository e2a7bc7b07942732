package dev.slipway.portal.security.people;

import dev.slipway.portal.security.CurrentPerson;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.PersonHolder;
import java.io.Serial;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A person who came with a token or a password, without a session. */
public final class PersonAuthentication extends AbstractAuthenticationToken {

    @Serial
    private static final long serialVersionUID = 1;

    private final Principal principal;

    public PersonAuthentication(Person person, boolean readOnly) {
        super(authorities(person, readOnly));
        this.principal = new Principal(person);
        setAuthenticated(true);
    }

    private static List<org.springframework.security.core.GrantedAuthority> authorities(
            Person person, boolean readOnly) {
        var authorities = AuthorityUtils.createAuthorityList(person.authorities());
        if (readOnly) {
            authorities.addAll(AuthorityUtils.createAuthorityList(CurrentPerson.READ_ONLY));
        }
        return authorities;
    }

    @Override
    public Object getPrincipal() {
        return principal;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return principal.person().name();
    }

    private record Principal(Person person) implements PersonHolder, java.io.Serializable {}
}
