package dev.slipway.portal.platform;

import org.jspecify.annotations.Nullable;

/**
 * A tool on the status page.
 *
 * @param version empty while it isn't known
 * @param state READY, BUILDING, MISSING or FAILED
 * @param percent how far its building is, 0–100
 */
public record ToolView(
        String name, String version, String state, @Nullable String detail, int percent) {

    public boolean works() {
        return state.equals("READY");
    }
}
