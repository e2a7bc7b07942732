package dev.slipway.cli.portal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path below the portal's root with its query, every part of it encoded. */
public final class Location {

    private final StringBuilder text;
    private char separator = '?';

    private Location(String root) {
        this.text = new StringBuilder(root);
    }

    /**
     * @param segments path segments below {@code /api/v1}
     * @return the location
     * @throws IllegalArgumentException if a segment is empty, {@code .} or {@code ..}
     */
    public static Location api(String... segments) {
        Location location = new Location("/api/v1");
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("\"" + segment + "\" is no name");
            }
            location.text.append('/').append(encode(segment));
        }
        return location;
    }

    /** @return where the portal says that it is alive */
    public static Location liveness() {
        return new Location("/actuator/health/liveness");
    }

    /**
     * @param name the name of a query parameter
     * @param value its value; null or empty leaves it out
     * @return this location with the parameter
     */
    public Location with(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            text.append(separator).append(name).append('=').append(encode(value.toString()));
            separator = '&';
        }
        return this;
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
