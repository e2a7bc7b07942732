package dev.slipway.portal.platform.pages;

import dev.slipway.portal.security.Person;
import java.util.List;
import java.util.Locale;

/**
 * Who looks at the page.
 *
 * @param canOrder false for auditors: what changes things is shown disabled
 * @param canReadAll whether what belongs to every team is shown
 * @param signInUrl where signing in begins
 */
public record Me(
        boolean signedIn,
        String name,
        String displayName,
        List<String> teams,
        List<String> roles,
        boolean canOrder,
        boolean canReadAll,
        String signInUrl) {

    static Me nobody(String signInUrl) {
        return new Me(false, "", "", List.of(), List.of(), false, false, signInUrl);
    }

    static Me of(Person person, String signInUrl) {
        return new Me(
                true,
                person.name(),
                person.displayName(),
                person.teams().stream().sorted().toList(),
                person.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                person.canOrder(),
                person.canReadAll(),
                signInUrl);
    }
}
