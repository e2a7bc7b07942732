package dev.slipway.sbom;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which SBOMs to list or search; an absent part matches all.
 *
 * @param tenant only instances of this tenant
 * @param instance only instances of this name
 * @param teams only what these teams may see: their own instances, and products
 */
public record SbomFilter(
        @Nullable String tenant,
        @Nullable String instance,
        @Nullable Set<String> teams) {

    public static final SbomFilter ALL = new SbomFilter(null, null, null);

    public SbomFilter {
        teams = teams == null ? null : Set.copyOf(teams);
    }
}
