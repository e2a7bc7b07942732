package dev.slipway.portal.requests;

import dev.slipway.portal.security.Person;
import java.util.Objects;

/**
 * Who asked or decided, as it was then.
 *
 * @param issuer who vouches for the subject
 * @param subject the issuer's unchanging name of the person
 * @param name the user name
 * @param displayName what to show other people
 * @param email the address, or the user name at a host that is none
 */
public record Requester(String issuer, String subject, String name, String displayName, String email) {

    /** The person as they are now. */
    public static Requester of(Person person) {
        String email = Objects.requireNonNullElse(person.email(), person.name() + "@slipway.invalid");
        return new Requester(person.issuer(), person.subject(), person.name(), person.displayName(), email);
    }
}
