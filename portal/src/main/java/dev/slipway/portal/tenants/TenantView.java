package dev.slipway.portal.tenants;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant, as pages and the API show it.
 *
 * @param name its name
 * @param team whose it is
 * @param kind namespace or virtual-cluster
 * @param plan the plan that it was ordered with
 * @param state PENDING, READY, FAILED or DELETING
 * @param message what it waits for or what failed, {@code null} where all is well
 * @param cluster the cluster that its objects are in
 * @param namespace where its namespaced objects are
 * @param server URL of its API server, {@code null} until it was up
 * @param simulated whether its cluster's nodes are simulated
 * @param quota what it may use and does use
 * @param instances how many instances live in it
 * @param createdAt when it was ordered
 * @param expires when it ends, {@code null} where it has no end
 * @param kubeconfigExpires when the person's latest kubeconfig ends, {@code null} where they have none
 * @param instance key of the instance that made it, {@code null} where none did
 */
public record TenantView(
        String name,
        String team,
        String kind,
        String plan,
        String state,
        @Nullable String message,
        String cluster,
        String namespace,
        @Nullable String server,
        boolean simulated,
        List<QuotaView> quota,
        long instances,
        Instant createdAt,
        @Nullable Instant expires,
        @Nullable Instant kubeconfigExpires,
        @Nullable String instance) {}
