package dev.slipway.gitops.engine.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites managed fields so that what strangers own becomes the platform's. A forced apply takes back what was
 * declared, but leaves what somebody added; only what the platform owns and no longer declares is removed.
 */
public final class Takeover {

    private Takeover() {}

    /**
     * The new entries.
     *
     * @param strangers whose fields are taken over, without the exempt ones
     * @param exempt fields that stay with whoever has them
     */
    public static List<Map<String, Object>> of(LiveObject seen, List<FieldManager> strangers, ExemptFields exempt) {
        List<Map<String, Object>> entries = new ArrayList<>();
        Map<String, Object> ours = new LinkedHashMap<>();
        String apiVersion = LiveObject.text(seen.content().get("apiVersion"));
        for (FieldManager manager : seen.managers()) {
            FieldManager outside = exempt.outside(manager);
            if (manager.isPlatform()) {
                merge(ours, manager.fields());
            } else if (strangers.contains(outside.spec())) {
                merge(ours, outside.spec().fields());
                Map<String, Object> left =
                        new LinkedHashMap<>(exempt.inside(manager).fields());
                left.putAll(manager.status().fields());
                if (!left.isEmpty()) {
                    entries.add(entry(manager.owning(left)));
                }
            } else {
                entries.add(entry(manager));
            }
        }
        entries.add(entry(new FieldManager(FieldManager.PLATFORM, "Apply", "", apiVersion, "", ours)));
        return entries;
    }

    /** All entries but the platform's. */
    static List<Map<String, Object>> without(LiveObject seen) {
        return seen.managers().stream()
                .filter(manager -> !manager.isPlatform())
                .map(Takeover::entry)
                .toList();
    }

    private static Map<String, Object> entry(FieldManager manager) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("manager", manager.name());
        entry.put("operation", manager.operation());
        entry.put("apiVersion", manager.apiVersion());
        if (!manager.subresource().isEmpty()) {
            entry.put("subresource", manager.subresource());
        }
        if (!manager.time().isEmpty()) {
            entry.put("time", manager.time());
        }
        entry.put("fieldsType", "FieldsV1");
        entry.put("fieldsV1", manager.fields());
        return entry;
    }

    private static void merge(Map<String, Object> into, Map<String, Object> fields) {
        fields.forEach((key, below) -> {
            Map<String, Object> deeper = new LinkedHashMap<>(LiveObject.map(into.get(key)));
            merge(deeper, LiveObject.map(below));
            into.put(key, deeper);
        });
    }
}
