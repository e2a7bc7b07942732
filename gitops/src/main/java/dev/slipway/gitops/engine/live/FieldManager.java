package dev.slipway.gitops.engine.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An entry of {@code metadata.managedFields}: who wrote which fields last.
 *
 * @param name the manager's name, which anybody can choose
 * @param operation {@code Apply} or {@code Update}
 * @param subresource empty for the object itself
 * @param apiVersion the version that the fields are named in
 * @param time when, to the second
 * @param fields the fields in the API server's notation, {@code fieldsV1}
 */
public record FieldManager(
        String name, String operation, String subresource, String apiVersion, String time, Map<String, Object> fields) {

    public static final String PLATFORM = "slipway";

    private static final String STATUS = "f:status";

    public static FieldManager of(Map<?, ?> entry) {
        return new FieldManager(
                LiveObject.text(entry.get("manager")),
                LiveObject.text(entry.get("operation")),
                LiveObject.text(entry.get("subresource")),
                LiveObject.text(entry.get("apiVersion")),
                LiveObject.text(entry.get("time")),
                LiveObject.map(entry.get("fieldsV1")));
    }

    /** The same with other fields. */
    FieldManager owning(Map<String, Object> others) {
        return new FieldManager(name, operation, subresource, apiVersion, time, others);
    }

    public boolean isPlatform() {
        return isOf(PLATFORM);
    }

    /** Whether this is what a manager applied. */
    boolean isOf(String manager) {
        return name.equals(manager) && operation.equals("Apply") && subresource.isEmpty();
    }

    /** Whether this entry says that somebody who has no business there wrote to the object itself. */
    public boolean isStranger(List<Allowance> allowed) {
        return !isPlatform()
                && !subresource.equals("status")
                && !spec().fields.isEmpty()
                && allowed.stream().noneMatch(allowance -> allowance.covers(spec()));
    }

    /** The same without the status, which is never the platform's: not every kind has a subresource for it. */
    public FieldManager spec() {
        return without(fields.containsKey(STATUS), key -> !key.equals(STATUS));
    }

    /** The status alone. */
    FieldManager status() {
        return without(true, STATUS::equals);
    }

    private FieldManager without(boolean some, Predicate<String> kept) {
        if (!some) {
            return this;
        }
        Map<String, Object> rest = new LinkedHashMap<>(fields);
        rest.keySet().removeIf(kept.negate());
        return new FieldManager(name, operation, subresource, apiVersion, time, rest);
    }
}
