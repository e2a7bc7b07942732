package dev.slipway.portal.removals;

import org.jspecify.annotations.Nullable;

/**
 * Confirms a removal.
 *
 * @param name the object's name, typed by the person
 */
record Confirmation(@Nullable String name) {}
