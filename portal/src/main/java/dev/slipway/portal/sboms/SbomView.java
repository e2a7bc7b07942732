package dev.slipway.portal.sboms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SBOM, or why there is none.
 *
 * @param tenant null for a product, such as the portal itself
 * @param instance null for a product
 * @param subject what was scanned, e.g. {@code ghcr.io/x/web:1.2}
 * @param source image, git or jar
 * @param digest of the image, if its reference names one
 * @param state READY, RUNNING, FAILED or TOOL_MISSING; an SBOM without components is FAILED
 * @param message why it isn't ready, or what is doubtful about it
 * @param tool with its version
 * @param createdAt when the scan ended
 * @param complete whether it is ready and nothing is doubtful about it
 */
public record SbomView(
        String id,
        @Nullable String tenant,
        @Nullable String instance,
        String subject,
        String source,
        @Nullable String digest,
        String state,
        @Nullable String message,
        @Nullable String tool,
        @Nullable Instant createdAt,
        long componentCount,
        boolean complete,
        List<CheckView> checks) {}
