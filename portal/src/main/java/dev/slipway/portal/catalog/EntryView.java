package dev.slipway.portal.catalog;

import java.util.List;

/**
 * One version of a catalog entry.
 *
 * @param glyph two letters for its tile
 * @param promises of the best plan, the most telling one first
 * @param versions all versions, from the newest to the oldest
 */
public record EntryView(
        String name,
        String version,
        String title,
        String summary,
        String category,
        String glyph,
        String owner,
        LifecycleView lifecycle,
        SupportView support,
        List<PlanView> plans,
        List<PromiseView> promises,
        List<BindingView> bindings,
        List<String> dependsOn,
        List<String> versions) {}
