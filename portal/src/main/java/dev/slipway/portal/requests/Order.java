package dev.slipway.portal.requests;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for, as the API and forms send it; nothing in it is checked yet.
 *
 * @param kind what is to happen
 * @param entry the catalog entry; only for an order
 * @param version its version, {@code null} for the newest (of an order) or the one in use (of a resize)
 * @param plan the plan; for a resize {@code null} keeps it
 * @param name the instance's name
 * @param tenant where it goes or is, {@code null} for the team's own namespace
 * @param team whose it becomes, {@code null} where the person has just one team or the tenant tells
 * @param parameters the parameters; for a resize {@code null} keeps them
 * @param expectedTree the tree that a preview showed, {@code null} where there was none
 */
public record Order(
        @Nullable RequestKind kind,
        @Nullable String entry,
        @Nullable String version,
        @Nullable String plan,
        @Nullable String name,
        @Nullable String tenant,
        @Nullable String team,
        @Nullable Map<String, Object> parameters,
        @Nullable String expectedTree) {

    /** The kind; an order where nothing is said. */
    public RequestKind kindOrOrder() {
        return Objects.requireNonNullElse(kind, RequestKind.ORDER);
    }
}
