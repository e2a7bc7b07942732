package dev.slipway.portal.platform.pages;

import org.jspecify.annotations.Nullable;

/**
 * The database on the status page.
 *
 * @param state READY or DOWN
 * @param schema version of the latest migration
 */
public record DatabaseView(
        String state,
        String version,
        String schema,
        @Nullable String detail) {}
