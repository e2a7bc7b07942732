package dev.slipway.portal.catalog;

/**
 * A page of an entry's documentation.
 *
 * @param path within the docs folder, such as {@code runbook.md}
 * @param current whether it is the one being shown
 */
public record DocLink(String title, String path, boolean current) {}
