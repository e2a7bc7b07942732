package dev.slipway.portal.platform;

import dev.slipway.portal.security.Person;
import java.util.Map;

/** A feature's part of the status page that not everybody sees alike. */
public interface StatusSection {

    /** Attributes of the template {@code platform/status}: {@code removals}, {@code fights}. */
    Map<String, Object> attributes(Person person);
}
