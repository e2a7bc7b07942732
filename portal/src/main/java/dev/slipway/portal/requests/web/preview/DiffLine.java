package dev.slipway.portal.requests.web.preview;

/**
 * A line of a diff.
 *
 * @param sign {@code +}, {@code -}, a blank, or {@code @} for a part that is left out
 * @param text the line
 */
public record DiffLine(String sign, String text) {}
