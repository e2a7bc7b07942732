package dev.slipway.portal.web;

import java.util.List;

/**
 * One page of a list: what every list of the API answers.
 *
 * @param page zero-based
 * @param size the most items on a page
 * @param total how many items there are on all pages
 */
public record Page<T>(List<T> items, int page, int size, long total) {

    public Page {
        items = List.copyOf(items);
    }

    /** A list that is short enough for one page. */
    public static <T> Page<T> ofAll(List<T> items) {
        return new Page<>(items, 0, Math.max(items.size(), PageRequest.DEFAULT_SIZE), items.size());
    }

    /** Cuts the asked page out of a list that is at hand anyway. */
    public static <T> Page<T> cut(List<T> all, PageRequest request) {
        var from = (int) Math.min(request.offset(), all.size());
        var to = (int) Math.min((long) from + request.size(), all.size());
        return new Page<>(all.subList(from, to), request.page(), request.size(), all.size());
    }
}
