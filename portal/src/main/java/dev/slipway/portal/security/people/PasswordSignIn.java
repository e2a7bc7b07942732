package dev.slipway.portal.security.people;

import dev.slipway.portal.security.Person;
import java.util.Optional;

/** Knows people by a password, for programs that can't open a browser. */
public interface PasswordSignIn {

    /** The person with that name and password; empty if there is none. */
    Optional<Person> signIn(String name, String password);
}
