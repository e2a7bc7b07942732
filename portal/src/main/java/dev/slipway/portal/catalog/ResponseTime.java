package dev.slipway.portal.catalog;

import java.time.Duration;

/**
 * How soon a call for help is answered.
 *
 * @param priority such as {@code P1}
 */
public record ResponseTime(String priority, Duration within) {}
