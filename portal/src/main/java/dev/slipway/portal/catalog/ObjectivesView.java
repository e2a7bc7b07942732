package dev.slipway.portal.catalog;

import dev.slipway.catalog.Plan;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The promised service level of a plan.
 *
 * @param availability percent of the window
 * @param provisioning from the accepted order to a ready instance
 * @param driftReversion from a deviation to its reversion, at the latest
 */
public record ObjectivesView(
        @Nullable BigDecimal availability,
        @Nullable Duration provisioning,
        @Nullable Duration driftReversion,
        @Nullable Duration window) {

    static ObjectivesView of(Plan.Objectives objectives) {
        return new ObjectivesView(
                plain(BigDecimal.valueOf(objectives.availability())),
                objectives.provisioning(),
                objectives.driftReversion(),
                objectives.window());
    }

    /** Without trailing zeros, and written out rather than as a power of ten. */
    static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
