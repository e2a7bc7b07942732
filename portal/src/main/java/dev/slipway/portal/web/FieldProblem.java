package dev.slipway.portal.web;

/**
 * What is wrong with one field.
 *
 * @param pointer JSON Pointer (RFC 6901) into the request body, e.g. {@code /parameters/storage}
 * @param detail a plain sentence for the person who filled it in
 */
public record FieldProblem(String pointer, String detail) {}
