package dev.slipway.portal.requests.expiry;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.portal.requests.Order;
import dev.slipway.portal.requests.RequestKind;
import dev.slipway.portal.requests.Requests;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.web.ProblemException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Asks for the deletion of tenants whose last day is over: an ordinary request that policies, timeline and Git see like
 * anybody's.
 */
@Component
class Expiries {

    private static final Logger log = LoggerFactory.getLogger(Expiries.class);
    private static final Person EXPIRY =
            new Person("slipway", "expiry", "slipway-expiry", "Slipway (expiry)", null, Set.of(), Set.of(Role.ADMIN));

    private final Clock clock = Clock.systemUTC();
    private final Instances instances;
    private final Requests requests;

    Expiries(Instances instances, Requests requests) {
        this.instances = instances;
        this.requests = requests;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void endWhatIsOver() {
        LocalDate today = LocalDate.now(clock);
        instances.tenants().stream()
                .filter(tenant -> tenant.expires() != null && tenant.expires().isBefore(today))
                .forEach(tenant -> end(tenant, today));
    }

    private void end(Tenant tenant, LocalDate today) {
        Order deletion =
                new Order(RequestKind.DELETE, null, null, null, tenant.name(), tenant.name(), null, null, null);
        try {
            // Once a day at most, whatever became of the last, and by one replica only.
            requests.submit(deletion, EXPIRY, "expiry-" + tenant.name() + "-" + today);
        } catch (ProblemException | DataAccessException | TransactionException e) {
            log.warn(
                    "Tenant {} expired on {} and can't be ended now: {}",
                    tenant.name(),
                    tenant.expires(),
                    e.getMessage());
        }
    }
}
