package dev.slipway.portal.drift;

import dev.slipway.gitops.GoldenMoved;
import dev.slipway.gitops.GoldenRepository;
import dev.slipway.gitops.Snapshot;
import dev.slipway.gitops.Yaml;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
class TenantOwners {

    private static final Logger log = LoggerFactory.getLogger(TenantOwners.class);
    private static final String TENANTS = "tenants";

    /** For what was declared before any of this was remembered. */
    private static final OffsetDateTime OLDEST = OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);

    private final GoldenRepository golden;
    private final JdbcClient jdbc;
    private volatile boolean missed;

    TenantOwners(GoldenRepository golden, JdbcClient jdbc) {
        this.golden = golden;
        this.jdbc = jdbc;
    }

    /** Before anything of a new owner is in a cluster, hence can drift. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(GoldenMoved moved) {
        Snapshot before = moved.from() == null ? null : golden.at(moved.from());
        remember(changed(before, golden.at(moved.to())), before == null);
    }

    /** What the database was not there for. */
    @Scheduled(fixedDelayString = "PT5S")
    void catchUp() {
        if (missed) {
            missed = false;
            remember(changed(null, golden.head()), false);
        }
    }

    private static Map<String, String> changed(@Nullable Snapshot before, Snapshot now) {
        Map<String, String> owners = new HashMap<>();
        for (String tenant : now.names(TENANTS)) {
            String file = TENANTS + "/" + tenant + "/tenant.yaml";
            String text = now.read(file);
            if (text != null && (before == null || !text.equals(before.read(file)))) {
                String owner = owner(text);
                if (owner != null) {
                    owners.put(tenant, owner);
                }
            }
        }
        return owners;
    }

    /** Null for a file that can't be read: nobody's tenant comes of it. */
    private static @Nullable String owner(String text) {
        try {
            return Yaml.read(text).get("spec") instanceof Map<?, ?> spec && spec.get("owner") instanceof String owner
                    ? owner
                    : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private void remember(Map<String, String> owners, boolean atStart) {
        OffsetDateTime now = OffsetDateTime.ofInstant(Instant.now(), ZoneOffset.UTC);
        try {
            boolean first = atStart
                    && jdbc.sql("select not exists (select from tenant_owner)")
                            .query(Boolean.class)
                            .single();
            owners.forEach((tenant, owner) -> remember(tenant, owner, first ? OLDEST : now));
        } catch (DataAccessException | TransactionException e) {
            log.warn("Who owns {} is remembered later: {}", owners.keySet(), e.getMessage());
            missed = true;
        }
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
