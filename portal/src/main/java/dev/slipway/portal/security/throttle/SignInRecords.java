package dev.slipway.portal.security.throttle;

import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.PersonHolder;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Keeps who signed in with the browser, and who failed to authenticate anywhere. */
@Component
class SignInRecords {

    private static final int LONGEST_NAME = 100;

    private final JdbcClient database;

    SignInRecords(JdbcClient database) {
        this.database = database;
    }

    @EventListener
    void on(InteractiveAuthenticationSuccessEvent success) {
        if (success.getAuthentication().getPrincipal() instanceof PersonHolder holder) {
            record(success.getAuthentication(), holder.person().name(), holder.person(), "signed in");
        }
    }

    @EventListener
    void on(AbstractAuthenticationFailureEvent failure) {
        var authentication = failure.getAuthentication();
        var name = authentication instanceof BearerTokenAuthenticationToken ? "" : authentication.getName();
        record(authentication, name, null, failure.getException().getClass().getSimpleName());
    }

    private void record(Authentication authentication, String name, @Nullable Person person, String outcome) {
        var address = authentication.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : null;
        database.sql("""
                        INSERT INTO sign_in (at, door, name, issuer, subject, address, outcome)
                        VALUES (now(), :door, :name, :issuer, :subject, :address, :outcome)""")
                .param("door", authentication.getClass().getSimpleName())
                .param("name", name.substring(0, Math.min(name.length(), LONGEST_NAME)))
                .param("issuer", person == null ? null : person.issuer())
                .param("subject", person == null ? null : person.subject())
                .param("address", address)
                .param("outcome", outcome)
                .update();
    }

    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT24H")
    void removeOld() {
        database.sql("DELETE FROM sign_in WHERE at < now() - interval '400 days'")
                .update();
    }
}
