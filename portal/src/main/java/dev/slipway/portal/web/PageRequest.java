package dev.slipway.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param page zero-based, 0–{@value #LAST_PAGE}
 * @param size 1–{@value #LARGEST_SIZE}
 */
public record PageRequest(int page, int size) {

    public static final int DEFAULT_SIZE = 50;
    public static final int LARGEST_SIZE = 200;
    public static final int LAST_PAGE = 1_000_000;

    /**
     * Reads the query parameters {@code page} and {@code size}.
     *
     * @throws InvalidInputException if one is out of range
     */
    public static PageRequest of(@Nullable Integer page, @Nullable Integer size) {
        var request = new PageRequest(page == null ? 0 : page, size == null ? DEFAULT_SIZE : size);
        if (request.page < 0 || request.page > LAST_PAGE) {
            throw new InvalidInputException("/page", "page is " + request.page + ", expected 0 to " + LAST_PAGE + ".");
        }
        if (request.size < 1 || request.size > LARGEST_SIZE) {
            throw new InvalidInputException(
                    "/size", "size is " + request.size + ", expected 1 to " + LARGEST_SIZE + ".");
        }
        return request;
    }

    public long offset() {
        return (long) page * size;
    }

    /** Wraps what a query found on this page. */
    public <T> Page<T> answer(List<T> items, long total) {
        return new Page<>(items, page, size, total);
    }
}
