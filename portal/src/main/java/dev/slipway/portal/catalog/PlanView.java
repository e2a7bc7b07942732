package dev.slipway.portal.catalog;

import dev.slipway.catalog.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tier of an entry.
 *
 * @param values what it sets, by dotted name
 */
public record PlanView(
        String name,
        String title,
        @Nullable String summary,
        Map<String, String> values,
        @Nullable CostView cost,
        ObjectivesView objectives) {

    static PlanView of(Plan plan) {
        var values = new LinkedHashMap<String, String>();
        flatten("", plan.values(), values);
        var cost = plan.cost();
        return new PlanView(
                plan.name(),
                plan.title(),
                null,
                values,
                cost == null ? null : CostView.of(cost),
                ObjectivesView.of(plan.objectives()));
    }

    private static void flatten(String prefix, Map<?, ?> from, Map<String, String> to) {
        from.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(prefix + name + ".", inner, to);
            } else {
                to.put(prefix + name, text(value));
            }
        });
    }

    private static String text(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }
}
