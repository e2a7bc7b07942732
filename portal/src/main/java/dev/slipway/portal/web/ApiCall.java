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
        return new ApiCall("GET", path, curl("", path), null);
    }

    /**
     * Sends something.
     *
     * @param path the path from the portal's root
     * @param json the body
     * @param yaml the same for people to read
     */
    public static ApiCall post(String path, String json, String yaml) {
        // A single quote ends the shell's text; everything else stands for itself in it.
        String body = "-H 'Content-Type: application/json' -d '" + json.replace("'", "'\\''") + "' ";
        return new ApiCall("POST", path, curl(body, path), yaml);
    }

    private static String curl(String options, String path) {
        String portal = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        String url = (portal + path).replace("'", "%27");
        return "curl -H \"Authorization: Bearer $SLIPWAY_TOKEN\" " + options + "'" + url + "'";
    }
}
