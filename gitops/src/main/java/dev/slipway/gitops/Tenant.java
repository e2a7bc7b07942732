package dev.slipway.gitops;

import dev.slipway.clusters.Quota;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The unit of isolation, as {@code tenant.yaml} says.
 *
 * @param name its name, a DNS label
 * @param owner the team that it belongs to
 * @param kind a namespace on the host or a virtual cluster
 * @param plan the plan that it was ordered with
 * @param quota what it may use, {@code null} where the file sets none
 * @param cluster the cluster that its objects are applied to
 * @param namespace where its namespaced objects go
 * @param expires the last day that it lives, {@code null} where it has no end
 */
public record Tenant(
        String name,
        String owner,
        Kind kind,
        String plan,
        @Nullable Quota quota,
        String cluster,
        String namespace,
        @Nullable LocalDate expires) {

    /** How a tenant is kept apart from the others. */
    public enum Kind {
        NAMESPACE("namespace"),
        VIRTUAL_CLUSTER("virtual-cluster");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As files and the API write it. */
        public String text() {
            return text;
        }
    }
}
