package dev.slipway.portal.security.people;

import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes a {@link Person} out of an identity provider's claims. */
@Component
public class PersonMapper {

    /** A team owns namespaces and is part of object names: RFC 1123, at most 40 characters. */
    private static final Pattern TEAM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    private static final int MAX_GROUPS = 1000;

    private final SecuritySettings settings;
    private final ObjectProvider<IssuerAlias> issuerAlias;

    PersonMapper(SecuritySettings settings, ObjectProvider<IssuerAlias> issuerAlias) {
        this.settings = settings;
        this.issuerAlias = issuerAlias;
    }

    /**
     * Reads name, groups and roles out of the claims of an ID token, user-info answer or access token.
     *
     * @throws IllegalArgumentException if {@code sub} is absent
     */
    public Person person(String issuer, Map<String, Object> claims) {
        var subject = text(claims.get("sub"));
        if (subject == null) {
            throw new IllegalArgumentException("The claims of " + issuer + " have no 'sub': " + claims.keySet());
        }
        var name = firstText(claims.get(settings.nameClaim()), subject);
        var groups = groups(claims.get(settings.groupsClaim()));
        var teams = teams(groups);
        return new Person(
                nameOf(issuer),
                subject,
                name,
                firstText(claims.get("name"), name),
                text(claims.get("email")),
                teams,
                roles(groups, teams));
    }

    private String nameOf(String issuer) {
        var alias = issuerAlias.getIfAvailable();
        return alias == null ? issuer : alias.aliasOf(issuer);
    }

    private static Set<String> groups(@Nullable Object claim) {
        var groups = claim instanceof Collection<?> many ? many : claim == null ? List.of() : List.of(claim);
        return groups.stream()
                .limit(MAX_GROUPS)
                .map(Object::toString)
                .map(group -> group.startsWith("/") ? group.substring(1) : group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> teams(Set<String> groups) {
        return groups.stream()
                .filter(group -> group.startsWith(settings.teamPrefix()))
                .filter(group -> TEAM.matcher(group).matches())
                .collect(Collectors.toSet());
    }

    private Set<Role> roles(Set<String> groups, Set<String> teams) {
        var roles = EnumSet.noneOf(Role.class);
        if (!teams.isEmpty()) {
            roles.add(Role.DEV);
        }
        addIfMember(roles, Role.PLATFORM, settings.roles().platform(), groups);
        addIfMember(roles, Role.AUDITOR, settings.roles().auditor(), groups);
        addIfMember(roles, Role.ADMIN, settings.roles().admin(), groups);
        return roles;
    }

    private static void addIfMember(Set<Role> roles, Role role, List<String> members, Set<String> groups) {
        if (members.stream().anyMatch(groups::contains)) {
            roles.add(role);
        }
    }

    private static String firstText(@Nullable Object claim, String otherwise) {
        var text = text(claim);
        return text == null ? otherwise : text;
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim instanceof String text && !text.isBlank() ? text : null;
    }
}
