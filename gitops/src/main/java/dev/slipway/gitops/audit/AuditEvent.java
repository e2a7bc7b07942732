package dev.slipway.gitops.audit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A write that an API server carried out.
 *
 * @param sameClock whether the API server's clock is the portal's own
 * @param user who was signed in
 * @param impersonated as whom that user acted, {@code null} where as nobody else
 * @param manager the field manager, as the API server derives it
 * @param name empty for a whole collection
 * @param received when the API server received the request
 */
record AuditEvent(
        String cluster,
        boolean sameClock,
        String id,
        String verb,
        String user,
        @Nullable String impersonated,
        @Nullable String userAgent,
        @Nullable String sourceIp,
        String manager,
        String group,
        String resource,
        String namespace,
        String name,
        Instant received) {

    /** The platform's own user on clusters that it runs itself. */
    static final String PLATFORM = "slipway";

    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final int LONGEST_TEXT = 256;

    /** Whether it wrote a whole collection, so that more than one drift may have come of it. */
    boolean isOfMany() {
        return name.isEmpty();
    }

    boolean isDelete() {
        return verb.startsWith("delete");
    }

    /** Reads an event; empty where it is no successful write of somebody else. */
    static Optional<AuditEvent> of(String cluster, boolean ownServer, JsonNode event) {
        JsonNode object = event.path("objectRef");
        String user = text(event.path("user"), "username");
        String impersonated = optional(event.path("impersonatedUser"), "username");
        boolean isOwn = ownServer && user.equals(PLATFORM) && impersonated == null;
        if (user.isEmpty() || isOwn || !isSuccessfulWrite(event, object)) {
            return Optional.empty();
        }
        String userAgent = optional(event, "userAgent");
        try {
            return Optional.of(new AuditEvent(
                    cluster,
                    ownServer,
                    text(event, "auditID"),
                    text(event, "verb"),
                    user,
                    impersonated,
                    userAgent,
                    event.path("sourceIPs").path(0).asString(null),
                    manager(text(event, "requestURI"), userAgent),
                    text(object, "apiGroup"),
                    text(object, "resource"),
                    namespace(object),
                    text(object, "name"),
                    Instant.parse(text(event, "requestReceivedTimestamp"))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isSuccessfulWrite(JsonNode event, JsonNode object) {
        int code = event.path("responseStatus").path("code").asInt(0);
        return WRITES.contains(text(event, "verb"))
                && code >= 200
                && code <= 299
                && text(event, "stage").equals("ResponseComplete")
                && !text(object, "subresource").equals("status")
                && !isDryRun(text(event, "verb"), text(event, "requestURI"))
                && !text(object, "resource").isEmpty();
    }

    /** Of a deletion the query says nothing: an API server passes it over where the request has a body. */
    private static boolean isDryRun(String verb, String uri) {
        return !verb.startsWith("delete")
                && parameter(uri, "dryRun").filter("All"::equals).isPresent();
    }

    /** Who names no field manager is known by the first part of the program's name. */
    private static String manager(String uri, @Nullable String userAgent) {
        return parameter(uri, "fieldManager")
                .filter(manager -> !manager.isEmpty())
                .orElseGet(() -> userAgent == null ? "" : userAgent.split("/", 2)[0]);
    }

    /** Read as API servers do, to whom a semicolon makes a parameter none. */
    private static Optional<String> parameter(String uri, String name) {
        int query = uri.indexOf('?');
        return query < 0
                ? Optional.empty()
                : Stream.of(uri.substring(query + 1).split("&"))
                        .filter(pair -> !pair.contains(";"))
                        .map(pair -> pair.split("=", 2))
                        .filter(pair -> decoded(pair[0]).equals(name))
                        .map(pair -> pair.length == 1 ? "" : decoded(pair[1]))
                        .findFirst();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** A namespace is said to be within itself. */
    private static String namespace(JsonNode object) {
        return text(object, "resource").equals("namespaces") ? "" : text(object, "namespace");
    }

    private static String text(JsonNode node, String name) {
        String text = node.path(name).asString("");
        return name.equals("requestURI") || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static @Nullable String optional(JsonNode node, String name) {
        String text = text(node, name);
        return text.isEmpty() ? null : text;
    }
}
