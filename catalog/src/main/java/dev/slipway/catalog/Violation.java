package dev.slipway.catalog;

/**
 * One parameter that doesn't hold.
 *
 * @param pointer JSON Pointer (RFC 6901) to the parameter, such as {@code /source/url}; empty for all of them together
 * @param field the same in dotted form, as in {@link FormField#name()}
 * @param message what is expected, for the person who orders
 * @param badValue what was given, shortened to 100 characters; empty if nothing was
 */
public record Violation(String pointer, String field, String message, String badValue) {}
