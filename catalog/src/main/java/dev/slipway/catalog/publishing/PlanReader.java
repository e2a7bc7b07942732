package dev.slipway.catalog.publishing;

import dev.slipway.catalog.Plan;
import dev.slipway.catalog.Plan.Cost;
import dev.slipway.catalog.Plan.Objectives;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a plan of an entry. */
final class PlanReader {

    private static final BigDecimal MAX_COST = new BigDecimal("1000000000");
    private static final BigDecimal MIN_AVAILABILITY = new BigDecimal("0.001");
    private static final BigDecimal MAX_AVAILABILITY = new BigDecimal("100");
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PlanReader() {}

    static Plan read(Fields fields) {
        return new Plan(
                fields.label("name"),
                fields.text("title", "a title"),
                values(fields),
                fields.has("cost") ? cost(fields.object("cost").only("amount", "currency", "per")) : null,
                objectives(
                        fields.object("objectives").only("availability", "provisioning", "driftReversion", "window")));
    }

    private static Map<String, Object> values(Fields fields) {
        if (!fields.has("values")) {
            return Map.of();
        }
        fields.object("values");
        var values = fields.raw("values");
        return values.isObject() ? JSON.convertValue(values, VALUES) : Map.of();
    }

    private static @Nullable Cost cost(Fields fields) {
        var currency = fields.text("currency", "an ISO 4217 code such as EUR");
        if (!currency.isEmpty() && !currency.matches("[A-Z]{3}")) {
            fields.refuse("currency", "an ISO 4217 code such as EUR");
        }
        return new Cost(
                fields.number("amount", BigDecimal.ZERO, MAX_COST),
                currency,
                fields.oneOf("per", "hour", "day", "month", "year"));
    }

    private static Objectives objectives(Fields fields) {
        return new Objectives(
                fields.number("availability", MIN_AVAILABILITY, MAX_AVAILABILITY)
                        .doubleValue(),
                fields.duration("provisioning"),
                fields.duration("driftReversion"),
                fields.duration("window"));
    }
}
