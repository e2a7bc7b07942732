package dev.slipway.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Where a list stands, and the ways to its neighbours.
 *
 * @param from number of the first item shown, one-based; 0 if there is none
 * @param to number of the last one
 * @param previous URL with the filter kept; null on the first page
 * @param next URL with the filter kept; null on the last page
 */
public record Paging(
        long from,
        long to,
        long total,
        @Nullable String previous,
        @Nullable String next) {

    public static Paging of(Page<?> page, HttpServletRequest request) {
        var offset = (long) page.page() * page.size();
        var shown = page.items().size();
        return new Paging(
                shown == 0 ? 0 : offset + 1,
                offset + shown,
                page.total(),
                page.page() == 0 ? null : url(request, page.page() - 1),
                offset + shown >= page.total() ? null : url(request, page.page() + 1));
    }

    private static String url(HttpServletRequest request, int page) {
        var uri = ServletUriComponentsBuilder.fromRequest(request)
                .replaceQueryParam("page", page)
                .build();
        return uri.getPath() + "?" + uri.getQuery();
    }
}
