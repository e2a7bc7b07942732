package dev.slipway.portal.web;

import org.jspecify.annotations.Nullable;

/**
 * The API call that does what a page does.
 *
 * @param curl a line to paste into a shell
 * @param yaml the file or body as YAML, where there is one
 */
public record ApiCall(
        String method, String path, String curl, @Nullable String yaml) {}
