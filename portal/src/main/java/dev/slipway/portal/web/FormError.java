package dev.slipway.portal.web;

/**
 * One line of a form's error summary.
 *
 * @param id the HTML id of the field to focus, or empty for the whole form
 */
public record FormError(String id, String message) {}
