package dev.slipway.portal.security;

import java.io.Serial;
import java.io.Serializable;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in person, or the program that acts for one with a token. Two are the same if issuer and subject are.
 *
 * <p>Any controller method may take a {@code Person} argument, whether a session, a personal access token or a JWT
 * brought them in.
 *
 * @param issuer who vouches for the subject: the OpenID provider's issuer, {@code embedded} for the embedded one
 * @param subject the issuer's own, unchanging name of the person
 * @param name the user name they sign in with, e.g. {@code dev}; may change
 * @param displayName what to show other people, e.g. {@code Dana Developer}
 * @param email only to show; never identifies anybody
 * @param teams the teams they are a member of, e.g. {@code team-checkout}
 * @param roles what they are; an auditor is nothing else
 */
public record Person(
        String issuer,
        String subject,
        String name,
        String displayName,
        @Nullable String email,
        Set<String> teams,
        Set<Role> roles)
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    public Person {
        teams = Set.copyOf(teams);
        roles = roles.contains(Role.AUDITOR) ? Set.of(Role.AUDITOR) : Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isMemberOf(String team) {
        return teams.contains(team);
    }

    /** Whether they see what belongs to every team: auditors, the platform team and administrators. */
    public boolean canReadAll() {
        return is(Role.AUDITOR) || is(Role.PLATFORM) || is(Role.ADMIN);
    }

    /** Whether they see what belongs to this team. */
    public boolean canRead(String team) {
        return canReadAll() || isMemberOf(team);
    }

    /** Whether they may order, resize and delete for this team: its members and administrators, never auditors. */
    public boolean canChange(String team) {
        return is(Role.ADMIN) || (is(Role.DEV) && isMemberOf(team));
    }

    /** Whether they may order for at least one team. */
    public boolean canOrder() {
        return is(Role.ADMIN) || is(Role.DEV);
    }

    /** Whether they may publish catalog entries, that is, push to the golden repository. */
    public boolean canPublish() {
        return is(Role.PLATFORM) || is(Role.ADMIN);
    }

    /** The roles as Spring Security's authorities. */
    public Collection<String> authorities() {
        return roles.stream().map(Role::authority).sorted().toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Person person && issuer.equals(person.issuer) && subject.equals(person.subject);
    }

    @Override
    public int hashCode() {
        return 31 * issuer.hashCode() + subject.hashCode();
    }
}
