package dev.slipway.portal.platform.account;

import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me")
class MeApi {

    @GetMapping
    @ForEveryone
    MeView me(Person person) {
        return new MeView(
                person.issuer(),
                person.subject(),
                person.name(),
                person.displayName(),
                person.email(),
                person.teams().stream().sorted().toList(),
                person.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                person.canOrder());
    }

    /** Who the caller is, as Slipway understood it. */
    record MeView(
            String issuer,
            String subject,
            String name,
            String displayName,
            @Nullable String email,
            List<String> teams,
            List<String> roles,
            boolean canOrder) {}
}
