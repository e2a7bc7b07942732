package dev.slipway.portal.security;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who is asking right now; for code that has no controller argument. */
@Component
public class CurrentPerson {

    /** The person on whose behalf this thread works; empty when nobody is signed in. */
    public Optional<Person> get() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    static Optional<Person> of(@org.jspecify.annotations.Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof PersonHolder holder
                ? Optional.of(holder.person())
                : Optional.empty();
    }
}
