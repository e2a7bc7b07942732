package dev.slipway.gitops;

import dev.slipway.clusters.DeletionReport;

/**
 * Nothing is left of a tenant's virtual cluster.
 *
 * @param tenant the tenant
 * @param report what was counted afterwards
 */
public record TenantRemoved(String tenant, DeletionReport report) {}
