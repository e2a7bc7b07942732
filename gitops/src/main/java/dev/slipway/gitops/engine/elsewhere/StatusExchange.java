package dev.slipway.gitops.engine.elsewhere;

import dev.slipway.clusters.ClusterDown;
import dev.slipway.clusters.ClusterUp;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceProgressed;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.desired.DesiredStateChanged;
import dev.slipway.gitops.fleet.ClusterLeases;
import dev.slipway.gitops.fleet.LeaseTaken;
import dev.slipway.gitops.store.StatusRows;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tells the other replicas how the instances do that are kept here, and hears from them how theirs do. */
@Component
final class StatusExchange {

    private static final Logger log = LoggerFactory.getLogger(StatusExchange.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PAUSE_SECONDS = 1;

    private final Instances instances;
    private final KeptHere kept;
    private final ClusterLeases leases;
    private final StatusRows rows;
    private final ToldStatuses told;
    private final ApplicationEventPublisher events;
    private final Set<InstanceKey> news = ConcurrentHashMap.newKeySet();
    private final Map<InstanceKey, ToldStatus> written = new HashMap<>();
    private volatile boolean isWrittenOver;
    private volatile boolean isAllNew = true;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "instance-statuses");
        thread.setDaemon(true);
        return thread;
    });

    StatusExchange(
            Instances instances,
            KeptHere kept,
            ClusterLeases leases,
            StatusRows rows,
            ToldStatuses told,
            ApplicationEventPublisher events) {
        this.instances = instances;
        this.kept = kept;
        this.leases = leases;
        this.rows = rows;
        this.told = told;
        this.events = events;
        timer.scheduleWithFixedDelay(this::exchange, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    @EventListener
    void on(InstanceProgressed progressed) {
        news.add(progressed.instance());
    }

    @EventListener({DesiredStateChanged.class, ClusterUp.class, ClusterDown.class})
    void onMore() {
        isAllNew = true;
    }

    /** Whoever kept the cluster meanwhile wrote of its instances. */
    @EventListener
    void on(LeaseTaken taken) {
        isWrittenOver = true;
        isAllNew = true;
    }

    private void exchange() {
        if (leases.isAlone()) {
            isWrittenOver = true;
            isAllNew = true;
            news.clear();
            return;
        }
        try {
            tell();
            hear();
        } catch (DataAccessException e) {
            isAllNew = true;
            log.debug("How instances do can't be exchanged now: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("How instances do can't be exchanged", e);
        }
    }

    private void tell() {
        if (isWrittenOver) {
            isWrittenOver = false;
            written.clear();
            isAllNew = true;
        }
        if (isAllNew) {
            isAllNew = false;
            tellAll();
        }
        for (Iterator<InstanceKey> each = news.iterator(); each.hasNext(); ) {
            InstanceKey key = each.next();
            each.remove();
            instances.find(key).ifPresent(this::tell);
        }
    }

    private void tellAll() {
        List<InstanceStatus> all = instances.list();
        all.forEach(this::tell);
        Set<InstanceKey> there = all.stream().map(status -> status.spec().key()).collect(Collectors.toSet());
        rows.tidy(leases.replica(), there);
        written.keySet().retainAll(there);
    }

    private void tell(InstanceStatus status) {
        InstanceKey key = status.spec().key();
        String cluster = status.tenant().cluster();
        if (!kept.has(cluster)) {
            return;
        }
        ToldStatus now = ToldStatus.of(status);
        if (!now.equals(written.get(key))) {
            rows.keep(leases.replica(), key, cluster, leases.fence(cluster), JSON.writeValueAsString(now));
            written.put(key, now);
        }
    }

    private void hear() {
        Map<InstanceKey, ToldStatus> heard = new HashMap<>();
        rows.all().forEach((key, body) -> read(key, body).ifPresent(status -> heard.put(key, status)));
        for (InstanceKey key : told.replace(heard)) {
            boolean isElsewhere = instances
                    .find(key)
                    .filter(status -> !kept.has(status.tenant().cluster()))
                    .isPresent();
            if (isElsewhere) {
                events.publishEvent(new InstanceProgressed(key));
            }
        }
    }

    /** Another version of the portal, which is just being replaced, may tell more than is understood here. */
    private static Optional<ToldStatus> read(InstanceKey key, String body) {
        try {
            return Optional.of(JSON.readValue(body, ToldStatus.class));
        } catch (JacksonException e) {
            log.debug("What another replica tells of {} isn't understood: {}", key, e.getMessage());
            return Optional.empty();
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
