package dev.slipway.sbom;

import java.util.List;

/**
 * A part of a longer list.
 *
 * @param items what is on this page
 * @param page the page's number, from 0
 * @param size how many items a page has at most, 1 to 500
 * @param total how many items there are on all pages
 */
public record Page<T>(List<T> items, int page, int size, long total) {

    /** The largest page anyone may ask for. */
    public static final int MAX_SIZE = 500;

    public Page {
        items = List.copyOf(items);
    }

    /** @throws IllegalArgumentException if there is no such page */
    public static void require(int page, int size) {
        if (page < 0 || size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "Page " + page + " of size " + size + " was asked for; expected page >= 0, size 1 to " + MAX_SIZE);
        }
    }
}
