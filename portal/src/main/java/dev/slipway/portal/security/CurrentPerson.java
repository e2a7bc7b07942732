package dev.slipway.portal.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who is asking right now; for code that has no controller argument. */
@Component
public class CurrentPerson {

    /** The authority of tokens that were made for reading only. */
    public static final String READ_ONLY = "READ_ONLY";

    /** What to answer where such a token would change something. */
    public static final String ONLY_READS =
            "This token was made for reading only: it neither changes anything nor gets credentials that could.";

    /** The person on whose behalf this thread works; empty when nobody is signed in. */
    public Optional<Person> get() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    /** Whether a token that only reads is at work. */
    public boolean onlyReads() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getAuthorities().stream()
                        .anyMatch(authority -> READ_ONLY.equals(authority.getAuthority()));
    }

    static Optional<Person> of(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof PersonHolder holder
                ? Optional.of(holder.person())
                : Optional.empty();
    }
}
