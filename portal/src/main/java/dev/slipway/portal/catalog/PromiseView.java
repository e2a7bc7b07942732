package dev.slipway.portal.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A promised service level beside the measured one.
 *
 * @param name such as {@code Ready within}
 * @param promised such as {@code 2 min}
 * @param measured such as {@code 1.4 s}; null while nothing was measured
 * @param budgetLeft percent of the error budget that is left, 0–100; null where none is kept
 * @param kept whether what was measured meets what was promised
 */
public record PromiseView(
        String name,
        String promised,
        @Nullable String measured,
        @Nullable Integer budgetLeft,
        boolean kept) {}
