package dev.slipway.portal.catalog.measured;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the instances of an entry took.
 *
 * @param provisioning 95th percentile from accepted to ready over the last orders; null without one
 * @param driftReversion 95th percentile from detection to reversion over the last drifts; null without one
 */
public record Measured(
        @Nullable Duration provisioning, @Nullable Duration driftReversion) {

    static final Measured NOTHING = new Measured(null, null);
}
