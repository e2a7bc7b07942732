package dev.slipway.portal.ledger;

import dev.slipway.gitops.ObjectRef;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An entry as a row of the page.
 *
 * @param title what it is about, in words
 * @param summary the first field that differed and how many more did, {@code null} where none did
 * @param people who was behind it, {@code null} where nobody was told
 * @param millis until it was put back, rounded up; {@code null} where that doesn't apply
 */
record RowView(
        long sequence,
        Instant time,
        String title,
        @Nullable ObjectRef object,
        @Nullable String summary,
        @Nullable String cluster,
        @Nullable String tenant,
        @Nullable String instance,
        @Nullable String manager,
        @Nullable String people,
        @Nullable Long millis) {

    static RowView of(EntryView entry) {
        JsonNode details = entry.details();
        return new RowView(
                entry.sequence(),
                entry.time(),
                title(entry),
                entry.object(),
                summary(details.path("fields")),
                entry.cluster(),
                entry.tenant(),
                entry.instance(),
                entry.manager(),
                people(entry),
                details.has("micros") ? (details.path("micros").asLong() + 999) / 1000 : null);
    }

    private static String title(EntryView entry) {
        String words = entry.type().replace('-', ' ');
        String change = entry.details()
                .path("change")
                .asString("")
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
        String title = change.isEmpty() ? words : words + ", " + change;
        return title.isEmpty() ? "entry" : title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    private static @Nullable String summary(JsonNode fields) {
        if (fields.isEmpty()) {
            return null;
        }
        String first = fields.path(0).path("path").asString("");
        return fields.size() == 1 ? first : first + " and " + (fields.size() - 1) + " more";
    }

    private static @Nullable String people(EntryView entry) {
        if (entry.user() != null) {
            return entry.user();
        }
        String people = entry.attributions().stream()
                .map(AttributionView::who)
                .distinct()
                .collect(Collectors.joining(", "));
        return people.isEmpty() ? null : people;
    }
}
