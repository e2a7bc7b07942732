package dev.slipway.portal.drift;

import dev.slipway.portal.visibility.Choices;
import org.jspecify.annotations.Nullable;

/**
 * Which drifts somebody asks for; {@code null} means all.
 *
 * @param tenant the tenant
 * @param instance the instance's name
 * @param cluster the cluster
 */
record DriftFilter(
        @Nullable String tenant,
        @Nullable String instance,
        @Nullable String cluster) {

    DriftFilter {
        tenant = Choices.given(tenant);
        instance = Choices.given(instance);
        cluster = Choices.given(cluster);
    }
}
