package dev.slipway.gitops.engine;

import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.FieldWalk;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.ledger.Drift;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Says which fields differed and whose hand it was, from the object as it was found and as it was put back. */
final class DriftReport {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** All else may hold what is secret; annotations too, such as the one in which kubectl keeps the whole object. */
    private static final List<String> PLAIN_IN_SECRETS = List.of("type", "immutable", "metadata.labels");

    private static final int MOST_FIELDS = 50;
    private static final int LONGEST_VALUE = 400;

    private final LiveObject found;
    private final LiveObject restored;
    private final List<FieldManager> strangers;
    private final @Nullable String hand;
    private final boolean secret;

    DriftReport(LiveObject found, LiveObject restored, List<FieldManager> strangers) {
        this(found, restored, strangers, null);
    }

    /** @param hand who applies the object, {@code null} where that is the platform */
    DriftReport(LiveObject found, LiveObject restored, List<FieldManager> strangers, @Nullable String hand) {
        this.found = found;
        this.hand = hand;
        this.restored = restored;
        this.strangers = strangers;
        this.secret = found.ref().kind().equals("Secret");
    }

    List<Drift.Field> fields() {
        Map<String, Drift.Field> fields = new TreeMap<>();
        FieldManager own = restored.appliedBy(hand);
        if (own != null) {
            collect(own, fields);
        }
        strangers.forEach(stranger -> collect(stranger, fields));
        return fields.values().stream().limit(MOST_FIELDS).toList();
    }

    private void collect(FieldManager manager, Map<String, Drift.Field> into) {
        Map<String, @Nullable Object> before = FieldWalk.values(manager.fields(), restored.content());
        Map<String, @Nullable Object> after = FieldWalk.values(manager.fields(), found.content());
        after.forEach((path, value) -> {
            if (!FieldWalk.same(before.get(path), value)) {
                into.putIfAbsent(path, new Drift.Field(path, text(path, before.get(path)), text(path, value)));
            }
        });
    }

    private @Nullable String text(String path, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (secret && PLAIN_IN_SECRETS.stream().noneMatch(path::startsWith)) {
            return "(hidden)";
        }
        String json = value instanceof String text ? text : JSON.writeValueAsString(value);
        return json.length() <= LONGEST_VALUE ? json : json.substring(0, LONGEST_VALUE) + "…";
    }

    /** Whoever owns a field that differed; where nobody says so, nobody is named. */
    Set<String> managers(List<Drift.Field> fields) {
        Set<String> names = new LinkedHashSet<>();
        strangers.forEach(stranger -> names.add(stranger.name()));
        List<String> paths = fields.stream().map(Drift.Field::path).toList();
        List<FieldManager> others = new ArrayList<>(found.managers());
        others.removeIf(FieldManager::isPlatform);
        for (FieldManager other : others) {
            Set<String> theirs =
                    FieldWalk.values(other.fields(), found.content()).keySet();
            if (paths.stream().anyMatch(theirs::contains)) {
                names.add(other.name());
            }
        }
        return names;
    }
}
