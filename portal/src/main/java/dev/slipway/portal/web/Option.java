package dev.slipway.portal.web;

/**
 * One choice of a select.
 *
 * @param value what is sent; empty for all
 */
public record Option(String value, String label, boolean selected) {}
