package dev.slipway.portal.ledger.export;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an export can look like. */
public enum ExportFormat {
    /** One line an entry, exactly as it was hashed: what {@code slipway ledger verify} reads. */
    NDJSON("application/x-ndjson", "", "\n", "\n"),
    /** The same lines as one array. */
    JSON("application/json", "[\n", ",\n", "\n]\n"),
    /** For spreadsheets; drift with the people that were told later. */
    CSV("text/csv;charset=UTF-8", HeaderLine.TEXT, "", "");

    private final String mediaType;
    private final String begin;
    private final String between;
    private final String end;

    ExportFormat(String mediaType, String begin, String between, String end) {
        this.mediaType = mediaType;
        this.begin = begin;
        this.between = between;
        this.end = end;
    }

    private static final class HeaderLine {
        static final String TEXT = "sequence,type,time,cluster,tenant,instance,apiVersion,kind,namespace,name,manager,"
                + "user,refersTo,change,fields,revertedAt,millis,commit,details,previous,hash\r\n";
    }

    /**
     * Reads the query parameter {@code format}.
     *
     * @throws InvalidInputException if there is no such format
     */
    public static ExportFormat of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "/format", "format is '%s', expected csv, json or ndjson.".formatted(Choices.shown(name))));
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mediaType() {
        return mediaType;
    }

    String begin() {
        return begin;
    }

    String end(boolean empty) {
        return empty && this == NDJSON ? "" : end;
    }

    /** An entry, with what parts it from the one before. */
    String entry(LedgerEntry entry, List<LedgerEntry> attributions, boolean first) {
        return (first ? "" : between) + (this == CSV ? csv(entry, attributions) : entry.line());
    }

    private static String csv(LedgerEntry entry, List<LedgerEntry> attributions) {
        ObjectRef object = entry.object();
        JsonNode details = entry.details();
        boolean drift = details.has("change");
        return Csv.line(
                entry.sequence(),
                entry.type(),
                entry.time(),
                entry.cluster(),
                entry.tenant(),
                entry.instance(),
                object == null ? null : object.apiVersion(),
                object == null ? null : object.kind(),
                object == null ? null : object.namespace(),
                object == null ? null : object.name(),
                entry.manager(),
                entry.user() != null ? entry.user() : users(attributions),
                entry.refersTo(),
                details.path("change").asString(null),
                drift ? fields(details.path("fields")) : null,
                details.path("revertedAt").asString(null),
                drift ? details.path("micros").asLong() / 1000.0 : null,
                details.path("commit").asString(null),
                drift ? null : details.toString(),
                entry.previous(),
                entry.hash());
    }

    private static @Nullable String users(List<LedgerEntry> attributions) {
        return attributions.stream()
                .map(LedgerEntry::user)
                .filter(user -> user != null)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String fields(JsonNode fields) {
        List<String> texts = new ArrayList<>();
        fields.forEach(field -> texts.add("%s: %s -> %s"
                .formatted(
                        field.path("path").asString(""),
                        field.path("before").asString("(none)"),
                        field.path("after").asString("(none)"))));
        return String.join("; ", texts);
    }
}
