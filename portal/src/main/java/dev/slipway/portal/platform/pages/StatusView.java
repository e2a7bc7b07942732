package dev.slipway.portal.platform.pages;

import dev.slipway.portal.platform.ClusterView;
import dev.slipway.portal.platform.GoldenView;
import dev.slipway.portal.platform.InstancesView;
import dev.slipway.portal.platform.ToolView;
import java.time.Instant;
import java.util.List;

/**
 * The platform's state: tools, clusters, instances, golden repository, database.
 *
 * @param clusters where there are many, some of them, those first that aren't well
 * @param moreClusters how many there are beside these
 */
public record StatusView(
        String version,
        Instant startedAt,
        List<ToolView> tools,
        List<ClusterView> clusters,
        int moreClusters,
        InstancesView instances,
        GoldenView golden,
        DatabaseView database) {}
