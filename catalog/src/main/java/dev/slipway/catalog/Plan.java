package dev.slipway.catalog;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tier of an entry.
 *
 * @param name a DNS label, unique within the entry
 * @param values the chart values this plan sets; parameters lie over them
 * @param cost null if the entry doesn't state one
 * @param objectives the service levels the owner commits to by publishing
 */
public record Plan(
        String name,
        String title,
        Map<String, Object> values,
        @Nullable Cost cost,
        Objectives objectives) {

    /**
     * What an instance costs.
     *
     * @param amount 0 or more
     * @param currency an ISO 4217 code, such as {@code EUR}
     * @param per {@code hour}, {@code day}, {@code month} or {@code year}
     */
    public record Cost(BigDecimal amount, String currency, String per) {}

    /**
     * The promised service level.
     *
     * @param availability percent of the window, above 0 and up to 100
     * @param provisioning from the accepted order to a ready instance
     * @param driftReversion from a deviation to its reversion, at the latest
     * @param window over which the objectives are measured
     */
    public record Objectives(double availability, Duration provisioning, Duration driftReversion, Duration window) {}
}
