package dev.slipway.gitops.ledger.chain;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerNote;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The text of entries: written once, hashed as it is, read back. */
final class Payload {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_NAME = 512;

    private Payload() {}

    static String write(long sequence, String previous, LedgerNote note) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("sequence", sequence);
        members.put("previous", previous);
        members.put("type", note.type().label());
        members.put("time", note.time().truncatedTo(ChronoUnit.MICROS).toString());
        members.put("key", note.key());
        put(members, "cluster", note.cluster());
        put(members, "tenant", note.tenant());
        put(members, "instance", note.instance());
        ObjectRef object = note.object();
        if (object != null) {
            put(members, "apiVersion", object.apiVersion());
            put(members, "kind", object.kind());
            put(members, "namespace", object.namespace());
            put(members, "name", object.name());
        }
        put(members, "manager", note.manager());
        put(members, "user", note.user());
        if (note.refersTo() != null) {
            members.put("refersTo", note.refersTo());
        }
        members.put("details", note.details());
        return storable(JSON.writeValueAsString(members));
    }

    private static void put(Map<String, Object> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value.length() <= LONGEST_NAME ? value : value.substring(0, LONGEST_NAME));
        }
    }

    /** PostgreSQL can hold neither the character NUL nor half a surrogate pair, and whoever tampers chooses the values. */
    private static String storable(String json) {
        return new String(json.replace("\\u0000", "\\ufffd").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    static String hash(String payload) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static LedgerEntry read(String payload, String hash) {
        JsonNode json = JSON.readTree(payload);
        return new LedgerEntry(
                json.path("sequence").asLong(),
                json.path("type").asString(),
                Instant.parse(json.path("time").asString()),
                text(json, "cluster"),
                text(json, "tenant"),
                text(json, "instance"),
                object(json),
                text(json, "manager"),
                text(json, "user"),
                json.has("refersTo") ? json.path("refersTo").asLong() : null,
                json.path("details"),
                json.path("previous").asString(),
                payload,
                hash);
    }

    private static @Nullable ObjectRef object(JsonNode json) {
        return json.has("kind")
                ? new ObjectRef(
                        json.path("apiVersion").asString(""),
                        json.path("kind").asString(),
                        json.path("namespace").asString(""),
                        json.path("name").asString(""))
                : null;
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.path(name).asString(null);
    }
}
