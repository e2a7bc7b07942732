package dev.slipway.portal.platform;

/**
 * What the portal waits for.
 *
 * @param percent how far it is, 0–100
 */
public record Waiting(String name, String detail, int percent) {}
