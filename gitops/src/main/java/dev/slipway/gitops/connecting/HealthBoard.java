package dev.slipway.gitops.connecting;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.remote.ConnectionHealth;
import dev.slipway.clusters.remote.RemoteClusters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Where each replica writes how its connections do, so that every replica can show all. */
@Component
final class HealthBoard {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Clusters clusters;
    private final RemoteClusters remote;
    private final Map<String, Noted> written = new HashMap<>();

    HealthBoard(JdbcClient jdbc, Clusters clusters, RemoteClusters remote) {
        this.jdbc = jdbc;
        this.clusters = clusters;
        this.remote = remote;
    }

    /** Writes what is new since it was last written, in one statement; the time of the last contact is refreshed rarely. */
    void write() {
        List<Noted> news = new ArrayList<>();
        for (String name : remote.names()) {
            Noted now = here(name).map(known -> Noted.of(name, known)).orElse(null);
            Noted before = written.get(name);
            if (now != null && (before == null || now.isNews(before))) {
                news.add(now);
            }
        }
        if (news.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into cluster_health
                        select * from jsonb_to_recordset(:rows::jsonb) as note (cluster text, state text, detail text,
                            version text, since timestamptz, "lastContact" timestamptz, "latencyMillis" bigint,
                            "lastError" text)
                        on conflict (cluster) do update
                        set state = excluded.state, detail = excluded.detail, version = excluded.version,
                            since = excluded.since, last_contact = excluded.last_contact,
                            latency_ms = excluded.latency_ms, last_error = excluded.last_error
                        """).param("rows", JSON.writeValueAsString(news)).update();
        news.forEach(note -> written.put(note.cluster(), note));
        written.keySet().retainAll(remote.names());
    }

    /** A connection of this replica. */
    Optional<Known> here(String name) {
        return remote.health(name).flatMap(health -> clusters.status(name).map(status -> new Known(status, health)));
    }

    /** What the holders of connections wrote, by cluster. */
    Map<String, Known> elsewhere() {
        Map<String, Known> all = new HashMap<>();
        jdbc.sql("select * from cluster_health").query(row -> {
            String name = row.getString("cluster");
            var contact = row.getTimestamp("last_contact");
            long latency = row.getLong("latency_ms");
            ClusterStatus status = new ClusterStatus(
                    name,
                    ClusterStatus.State.valueOf(row.getString("state")),
                    row.getString("detail"),
                    row.getString("version"),
                    row.getTimestamp("since").toInstant(),
                    false);
            all.put(
                    name,
                    new Known(
                            status,
                            new ConnectionHealth(
                                    contact == null ? null : contact.toInstant(),
                                    latency == 0 ? null : Duration.ofMillis(latency),
                                    row.getString("last_error"))));
        });
        return all;
    }

    /** A cluster and its connection. */
    record Known(ClusterStatus status, ConnectionHealth health) {}

    private record Noted(
            String cluster,
            String state,
            String detail,
            @Nullable String version,
            Instant since,
            @Nullable Instant lastContact,
            @Nullable Long latencyMillis,
            @Nullable String lastError) {

        static Noted of(String name, Known known) {
            Duration latency = known.health().latency();
            return new Noted(
                    name,
                    known.status().state().name(),
                    known.status().detail(),
                    known.status().version(),
                    known.status().since(),
                    known.health().lastContact(),
                    latency == null ? null : Math.max(1, latency.toMillis()),
                    known.health().lastError());
        }

        boolean isNews(Noted before) {
            boolean same = state.equals(before.state)
                    && detail.equals(before.detail)
                    && since.equals(before.since)
                    && java.util.Objects.equals(version, before.version)
                    && java.util.Objects.equals(lastError, before.lastError);
            boolean stale = lastContact != null
                    && (before.lastContact == null || lastContact.isAfter(before.lastContact.plus(REFRESH)));
            return !same || stale;
        }
    }
}
