package dev.slipway.portal.identity;

import java.util.List;

/**
 * Somebody to try Slipway as; the password is the user name.
 *
 * @param name the user name
 * @param displayName a person's name
 * @param groups what the provider says in the {@code groups} claim
 */
public record DemoUser(String name, String displayName, List<String> groups) {}
