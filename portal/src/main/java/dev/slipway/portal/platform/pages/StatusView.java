package dev.slipway.portal.platform.pages;

import dev.slipway.portal.platform.ClusterView;
import dev.slipway.portal.platform.GoldenView;
import dev.slipway.portal.platform.ToolView;
import java.time.Instant;
import java.util.List;

/** The platform's state: tools, clusters, golden repository, database. */
public record StatusView(
        String version,
        Instant startedAt,
        List<ToolView> tools,
        List<ClusterView> clusters,
        GoldenView golden,
        DatabaseView database) {}
