package dev.slipway.portal.platform.pages;

import dev.slipway.portal.platform.ClusterDown;
import dev.slipway.portal.platform.ClusterView;
import dev.slipway.portal.platform.GoldenView;
import dev.slipway.portal.platform.InstancesView;
import dev.slipway.portal.platform.StatusContributor;
import dev.slipway.portal.platform.ToolView;
import dev.slipway.portal.platform.ToolsProgress;
import dev.slipway.portal.platform.Waiting;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts together what the features say about themselves. */
@Component
class PlatformStatus {

    private static final int MOST_CLUSTERS = 100;

    private final List<StatusContributor> contributors;
    private final ToolsProgress progress;
    private final JdbcClient database;
    private final String version;
    private final Instant startedAt;
    private final boolean demo;
    private final boolean design;

    PlatformStatus(
            ObjectProvider<StatusContributor> contributors,
            ToolsProgress progress,
            JdbcClient database,
            ObjectProvider<BuildProperties> build,
            ApplicationContext context,
            Environment environment) {
        this.contributors = contributors.orderedStream().toList();
        this.progress = progress;
        this.database = database;
        var properties = build.getIfAvailable();
        var built = properties == null ? null : properties.getVersion();
        this.version = built == null ? "development" : built;
        this.startedAt = Instant.ofEpochMilli(context.getStartupDate());
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
        this.design = environment.getProperty("slipway.design", Boolean.class, false);
    }

    Platform summary() {
        var golden = golden();
        return new Platform(
                demo,
                waitingFor(),
                clustersDown(),
                missingProofs(),
                golden.backlog(),
                golden.problems().size(),
                design);
    }

    StatusView whole() {
        List<ClusterView> clusters =
                contributors.stream().flatMap(part -> part.clusters().stream()).toList();
        List<ClusterView> shown = mostNotable(clusters);
        return new StatusView(
                version, startedAt, tools(), shown, clusters.size() - shown.size(), instances(), golden(), database());
    }

    private static List<ClusterView> mostNotable(List<ClusterView> clusters) {
        return clusters.size() <= MOST_CLUSTERS
                ? clusters
                : clusters.stream()
                        .sorted(Comparator.comparing(ClusterView::isWell))
                        .limit(MOST_CLUSTERS)
                        .toList();
    }

    private InstancesView instances() {
        return contributors.stream()
                .flatMap(part -> part.instances().stream())
                .findFirst()
                .orElse(InstancesView.NONE);
    }

    /** Nothing is waited for once a tool has failed for good, yet people should see it. */
    private List<Waiting> waitingFor() {
        return tools().stream()
                .filter(tool -> !tool.works())
                .map(tool -> new Waiting(tool.name(), describe(tool), tool.percent()))
                .toList();
    }

    private static String describe(ToolView tool) {
        var detail = tool.detail() == null ? "" : tool.detail();
        return switch (tool.state()) {
            case "FAILED" -> "failed: " + detail;
            case "BUILDING" -> "building, " + detail;
            default -> detail;
        };
    }

    private List<ToolView> tools() {
        var byName = new TreeMap<String, ToolView>();
        progress.tools().forEach(tool -> byName.put(tool.name(), tool));
        contributors.stream()
                .map(StatusContributor::tools)
                .flatMap(Collection::stream)
                .forEach(tool -> byName.put(tool.name(), tool));
        return List.copyOf(byName.values());
    }

    private long missingProofs() {
        return contributors.stream().mapToLong(StatusContributor::missingProofs).sum();
    }

    private List<ClusterDown> clustersDown() {
        return contributors.stream()
                .flatMap(part -> part.clustersDown().stream())
                .toList();
    }

    private GoldenView golden() {
        return contributors.stream()
                .flatMap(part -> part.golden().stream())
                .findFirst()
                .orElse(GoldenView.unknown());
    }

    private DatabaseView database() {
        try {
            return database.sql("""
                            SELECT 'PostgreSQL ' || current_setting('server_version') AS version,
                                (SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL
                                 ORDER BY installed_rank DESC LIMIT 1) AS schema""")
                    .query((row, index) ->
                            new DatabaseView("READY", row.getString("version"), row.getString("schema"), null))
                    .single();
        } catch (DataAccessException e) {
            return new DatabaseView("DOWN", "", "", "PostgreSQL can't be reached");
        }
    }
}
