package dev.slipway.portal.platform;

import dev.slipway.portal.security.Person;
import java.util.Map;

/** A feature's part of the home page of a signed-in person. */
public interface HomeSection {

    /** Attributes of the template {@code home}: {@code fights}, {@code removals}, {@code checklist}, {@code requests}, {@code drift}, {@code instances}. */
    Map<String, Object> attributes(Person person);
}
