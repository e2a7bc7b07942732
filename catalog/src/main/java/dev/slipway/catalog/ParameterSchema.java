package dev.slipway.catalog;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.PathType;
import dev.slipway.catalog.parameters.BoundedPattern;
import dev.slipway.catalog.parameters.ParameterBounds;
import dev.slipway.catalog.parameters.SchemaRefused;
import dev.slipway.catalog.parameters.SchemaRules;
import dev.slipway.catalog.parameters.Violations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be set in an order: a JSON Schema of draft 2020-12, 07 or 04, up to 64 KiB, without references to other
 * documents. Never uses the network.
 */
public final class ParameterSchema {

    private static final int MAX_SCHEMA_DEPTH = 50;
    private static final int MAX_EVALUATION_DEPTH = 200;
    private static final long MAX_EVALUATION_STEPS = 200_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_SCHEMA_DEPTH)
                            .build())
                    .build())
            .build();
    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ENGLISH)
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(BoundedPattern::new)
            .build();

    private static final Map<SpecificationVersion, Schema> META_SCHEMAS = new ConcurrentHashMap<>();

    private final JsonNode root;
    private final Schema schema;

    private ParameterSchema(JsonNode root, Schema schema) {
        this.root = root;
        this.schema = schema;
    }

    /**
     * Reads a schema.
     *
     * @throws SchemaRefused if it is larger than 64 KiB, not JSON, not a JSON Schema of a known draft, or refers to
     *     another document
     */
    public static ParameterSchema read(byte[] json) {
        if (json.length > SchemaRules.MAX_BYTES) {
            throw new SchemaRefused("", json.length + " bytes", "at most " + SchemaRules.MAX_BYTES + " bytes");
        }
        var root = parse(json);
        var dialect = SchemaRules.dialectOf(root);
        SchemaRules.check(root);
        refuseWhatIsNoSchema(META_SCHEMAS.computeIfAbsent(dialect, ParameterSchema::metaSchema), root);
        return new ParameterSchema(root, compile(registry(dialect), root));
    }

    /**
     * Checks the parameters of an order.
     *
     * @return every parameter that doesn't hold, in the order of their pointers; empty if all do. Parameters that
     *     exceed 64 KiB, 20 levels or 10,000 values are refused as a whole
     */
    public List<Violation> validate(Map<String, Object> parameters) {
        var exceeded = ParameterBounds.exceededBy(parameters);
        if (exceeded.isPresent()) {
            return List.of(new Violation("", "", exceeded.get(), ""));
        }
        var violations = new Violations(root);
        try {
            return violations.of(errors(schema, JSON.valueToTree(parameters)));
        } catch (ValidationLimitExceededException e) {
            return List.of(new Violation("", "", "must be simpler: checking them takes too many steps", ""));
        }
    }

    /** The order form made from this schema. */
    public OrderForm form() {
        return OrderForm.of(root);
    }

    /** The schema as JSON. */
    public String json() {
        return root.toString();
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new SchemaRefused(
                    "",
                    new String(json, 0, Math.min(json.length, 50), StandardCharsets.UTF_8),
                    "a JSON document nested at most " + MAX_SCHEMA_DEPTH + " levels: " + e.getOriginalMessage());
        }
    }

    private static SchemaRegistry registry(SpecificationVersion dialect) {
        return SchemaRegistry.withDefaultDialect(dialect, builder -> builder.schemaRegistryConfig(CONFIG));
    }

    private static Schema metaSchema(SpecificationVersion dialect) {
        return registry(dialect).getSchema(SchemaLocation.of(dialect.getDialectId()));
    }

    private static void refuseWhatIsNoSchema(Schema metaSchema, JsonNode root) {
        var errors = errors(metaSchema, root);
        if (!errors.isEmpty()) {
            var first = errors.get(0);
            throw new SchemaRefused(
                    first.getInstanceLocation().toString(),
                    String.valueOf(first.getInstanceNode()),
                    "what JSON Schema allows there: " + first.getMessage());
        }
    }

    private static Schema compile(SchemaRegistry registry, JsonNode root) {
        var anonymous = ((ObjectNode) root.deepCopy()).remove(List.of("$id", "id"));
        try {
            var schema = registry.getSchema(anonymous);
            schema.initializeValidators();
            return schema;
        } catch (com.networknt.schema.SchemaException e) {
            throw new SchemaRefused("", "", "a schema whose references lead somewhere: " + e.getMessage());
        }
    }

    private static List<com.networknt.schema.Error> errors(Schema schema, JsonNode value) {
        return schema.validate(
                value,
                context -> context.executionConfig(config ->
                        config.maxEvaluationDepth(MAX_EVALUATION_DEPTH).maxEvaluationSteps(MAX_EVALUATION_STEPS)));
    }
}
