package dev.slipway.portal.platform;

import dev.slipway.portal.security.Person;

/** Counts what the navigation shows to a person; called with every page, so it must be quick. */
public interface NavCounter {

    Nav count(Person person);
}
