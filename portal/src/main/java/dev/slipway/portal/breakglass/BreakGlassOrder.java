package dev.slipway.portal.breakglass;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a break-glass.
 *
 * @param tenant the tenant
 * @param instance the instance's name
 * @param objects the objects and their fields
 * @param reason why, 1 to 500 characters
 * @param minutes how long, 1 to 1440; an hour where it isn't said
 */
public record BreakGlassOrder(
        @Nullable String tenant,
        @Nullable String instance,
        @Nullable List<Subject> objects,
        @Nullable String reason,
        @Nullable Integer minutes) {

    /**
     * An object that the instance declares.
     *
     * @param apiVersion its version, needed only where kind and name are not enough
     * @param kind its kind
     * @param namespace its namespace, likewise
     * @param name its name
     * @param fields the paths of the fields, such as {@code spec.replicas}
     */
    public record Subject(
            @Nullable String apiVersion,
            @Nullable String kind,
            @Nullable String namespace,
            @Nullable String name,
            @Nullable List<String> fields) {}
}
