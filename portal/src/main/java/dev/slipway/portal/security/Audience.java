package dev.slipway.portal.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For whom an endpoint is there at all; which of a team's things they get to see there is the endpoint's own matter. */
public enum Audience {
    /** Everybody, signed in or not. */
    ANYONE(Set.of()),
    /** Every signed-in person, even without a team or role. */
    EVERYONE(Set.of()),
    /** Those who order and change; auditors never do. */
    DEVELOPERS(Set.of(Role.DEV, Role.PLATFORM, Role.ADMIN)),
    /** Those who publish and operate. */
    PLATFORM(Set.of(Role.PLATFORM, Role.ADMIN)),
    /** Those who see what belongs to every team. */
    AUDITORS(Set.of(Role.AUDITOR, Role.PLATFORM, Role.ADMIN)),
    /** Administrators only. */
    ADMINS(Set.of(Role.ADMIN));

    private final Set<Role> roles;

    Audience(Set<Role> roles) {
        this.roles = roles;
    }

    /** Whether this person, or nobody, may call the endpoint. */
    public boolean admits(@Nullable Person person) {
        return switch (this) {
            case ANYONE -> true;
            case EVERYONE -> person != null;
            default -> person != null && person.roles().stream().anyMatch(roles::contains);
        };
    }
}
