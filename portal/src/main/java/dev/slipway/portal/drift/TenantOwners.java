package dev.slipway.portal.drift;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.repository.GoldenMoved;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Remembers since when each tenant belongs to its owner, since the name may have been another team's before. */
@Component
public class TenantOwners {

    private static final Logger log = LoggerFactory.getLogger(TenantOwners.class);

    /** For what was declared before any of this was remembered. */
    private static final OffsetDateTime OLDEST = OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);

    private final Instances instances;
    private final JdbcClient jdbc;
    private final Map<String, String> known = new HashMap<>();
    private OffsetDateTime moved = OLDEST;
    private boolean missed;

    TenantOwners(Instances instances, JdbcClient jdbc) {
        this.instances = instances;
        this.jdbc = jdbc;
    }

    /** Since when these tenants belong to their owners; without those that always did. */
    public Map<String, Instant> since(Set<String> tenants) {
        Map<String, Instant> since = new HashMap<>();
        jdbc.sql("select tenant, since from tenant_owner where tenant = any (:tenants) and since > :oldest")
                .param("tenants", tenants.toArray(String[]::new))
                .param("oldest", OLDEST)
                .query(row -> {
                    since.put(
                            row.getString("tenant"),
                            row.getObject("since", OffsetDateTime.class).toInstant());
                });
        return since;
    }

    /** Before anything of a new owner is in a cluster, hence can drift. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    synchronized void begins(GoldenMoved move) {
        moved = now();
    }

    /** When the instances are those of the new commit. */
    @EventListener
    @Order(1)
    synchronized void ends(GoldenMoved move) {
        remember(moved, move.from() == null);
    }

    /** What the database was not there for. */
    @Scheduled(fixedDelayString = "PT5S")
    synchronized void catchUp() {
        if (missed) {
            missed = false;
            remember(now(), false);
        }
    }

    private void remember(OffsetDateTime since, boolean atStart) {
        try {
            boolean first = atStart
                    && jdbc.sql("select not exists (select from tenant_owner)")
                            .query(Boolean.class)
                            .single();
            for (Tenant tenant : instances.tenants()) {
                if (!tenant.owner().equals(known.get(tenant.name()))) {
                    remember(tenant.name(), tenant.owner(), first ? OLDEST : since);
                    known.put(tenant.name(), tenant.owner());
                }
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Who owns which tenant is remembered later: {}", e.getMessage());
            missed = true;
        }
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }

    private void remember(String tenant, String owner, OffsetDateTime since) {
        jdbc.sql("""
                        insert into tenant_owner (tenant, owner, since) values (:tenant, :owner, :since)
                        on conflict (tenant) do update set owner = excluded.owner, since = excluded.since
                         where tenant_owner.owner <> excluded.owner
                        """)
                .param("tenant", tenant)
                .param("owner", owner)
                .param("since", since)
                .update();
    }
}
