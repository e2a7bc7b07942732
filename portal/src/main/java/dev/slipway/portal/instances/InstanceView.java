package dev.slipway.portal.instances;

import dev.slipway.gitops.EngineNote;
import dev.slipway.portal.catalog.BindingView;
import dev.slipway.portal.catalog.PromiseView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance, as pages and the API show it.
 *
 * @param key tenant and name
 * @param tenant the tenant that it lives in
 * @param name its name
 * @param team whose it is
 * @param entry the catalog entry
 * @param entryTitle the entry's title
 * @param glyph two letters for the entry's tile
 * @param version the entry's version
 * @param plan the plan's name
 * @param planTitle the plan's title
 * @param cluster the cluster that it runs in
 * @param namespace where its namespaced objects are
 * @param state PENDING, READY, DEGRADED, FAILED or DELETING
 * @param message the first thing that is wrong or waited for, {@code null} where nothing is
 * @param simulated whether its cluster's nodes are simulated
 * @param objectsReady how many of its objects work
 * @param objectsTotal how many it has
 * @param objects its objects; empty in lists
 * @param parameters the parameters as given
 * @param bindings what it hands to its consumers
 * @param promises what its plan promises, with what was measured of it
 * @param requestedBy who ordered it
 * @param createdAt when it was ordered
 * @param commit the commit of its latest change, {@code null} before there is one
 * @param sbom the id of its newest SBOM, {@code null} where there is none, and in lists
 * @param drift how many drifts were put back in the last 24 hours
 * @param engine what another engine says that applies it, {@code null} where the platform does
 */
public record InstanceView(
        String key,
        String tenant,
        String name,
        String team,
        String entry,
        String entryTitle,
        String glyph,
        String version,
        String plan,
        String planTitle,
        String cluster,
        String namespace,
        String state,
        @Nullable String message,
        boolean simulated,
        int objectsReady,
        int objectsTotal,
        List<ObjectView> objects,
        Map<String, Object> parameters,
        List<BindingView> bindings,
        List<PromiseView> promises,
        String requestedBy,
        Instant createdAt,
        @Nullable String commit,
        @Nullable String sbom,
        long drift,
        @Nullable EngineNote engine) {}
