package dev.slipway.portal.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The API call that does what a page does.
 *
 * @param curl a line to paste into a shell
 * @param yaml the file or body as YAML, where there is one
 */
public record ApiCall(
        String method, String path, String curl, @Nullable String yaml) {

    /**
     * Reads something.
     *
     * @param path the path from the portal's root
     */
    public static ApiCall get(String path) {
        String portal = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        String curl = "curl -H \"Authorization: Bearer $SLIPWAY_TOKEN\" '" + (portal + path).replace("'", "%27") + "'";
        return new ApiCall("GET", path, curl, null);
    }
}
