package dev.slipway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.catalog.parameters.SchemaRefused;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterSchemaTests {

    @Test
    void namesEveryFieldThatIsWrong() {
        var schema = schema("""
                "required": ["image", "source"],
                "properties": {
                  "image": {"type": "string"},
                  "port": {"type": "integer", "minimum": 1024},
                  "size": {"enum": ["small", "large"]},
                  "tags": {"type": "array", "items": {"type": "string", "maxLength": 3}},
                  "source": {"type": "object", "required": ["url"], "additionalProperties": false,
                             "properties": {"url": {"type": "string"}}}
                }""");

        var violations = schema.validate(Map.of(
                "port", 80, "size", "huge", "tags", List.of("ok", "too long"), "source", Map.of("ulr", "x"), "a/b", 1));

        assertThat(violations)
                .extracting(Violation::pointer, Violation::field, Violation::message, Violation::badValue)
                .containsExactlyInAnyOrder(
                        tuple("/a~1b", "a/b", "isn't a parameter of this entry", "1"),
                        tuple("/image", "image", "is required", ""),
                        tuple("/port", "port", "must be 1024 or more", "80"),
                        tuple("/size", "size", "must be one of small, large", "huge"),
                        tuple("/source/ulr", "source.ulr", "isn't a parameter of this entry", "x"),
                        tuple("/source/url", "source.url", "is required", ""),
                        tuple("/tags/1", "tags.1", "must be at most 3 characters long", "too long"));
    }

    @Test
    void doesNotRepeatASecretThatIsWrong() {
        var schema = schema("""
                "properties": {"key": {"type": "string", "writeOnly": true, "minLength": 20}}""");

        assertThat(schema.validate(Map.of("key", "hunter2")))
                .singleElement()
                .satisfies(violation -> assertThat(violation.badValue()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://json-schema.org/draft/2020-12/schema",
                "http://json-schema.org/draft-07/schema#",
                "http://json-schema.org/draft-04/schema#"
            })
    void acceptsTheDrafts(String dialect) {
        var schema = read("""
                {"$schema": "%s", "$id": "https://example.org/x", "type": "object",
                 "definitions": {"port": {"type": "integer", "maximum": 10}},
                 "properties": {"port": {"$ref": "#/definitions/port"}}}""".formatted(dialect));

        assertThat(schema.validate(Map.of("port", 9))).isEmpty();
        assertThat(schema.validate(Map.of("port", 11)))
                .extracting(Violation::pointer)
                .containsExactly("/port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"type\": \"object\"}",
                "{\"$schema\": \"https://example.org/own\", \"type\": \"object\"}",
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"string\"}",
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\","
                        + " \"properties\": {\"a\": {\"type\": \"strng\"}}}",
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\","
                        + " \"properties\": {\"a\": {\"$ref\": \"https://example.org/x\"}}}",
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\","
                        + " \"properties\": {\"a\": {\"$ref\": \"file:///etc/passwd\"}}}",
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\","
                        + " \"properties\": {\"a\": {\"$ref\": \"#/$defs/nowhere\"}}}",
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\","
                        + " \"properties\": {\"a\": {\"type\": \"string\", \"pattern\": \"(\"}}}",
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\","
                        + " \"properties\": {\"a.b\": {\"type\": \"string\"}}}"
            })
    void refusesWhatIsNoSchemaOfItsOwn(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(SchemaRefused.class).hasMessageContaining("expected");
    }

    @Test
    void refusesSchemasThatAreTooLargeOrTooDeep() {
        var large = "{\"$schema\": \"" + "x".repeat(64 * 1024) + "\"}";
        var deep = "{\"not\": ".repeat(5_000) + "{}" + "}".repeat(5_000);

        assertThatThrownBy(() -> read(large)).isInstanceOf(SchemaRefused.class).hasMessageContaining("65536 bytes");
        assertThatThrownBy(() -> read(deep)).isInstanceOf(SchemaRefused.class).hasMessageContaining("50 levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|aa)+$", "^(.*a){20}$", "^((a*)*)*$"})
    void givesUpOnPatternsThatBacktrackForever(String regex) throws Exception {
        var schema = schema("\"properties\": {\"a\": {\"type\": \"string\", \"pattern\": \"%s\"}}".formatted(regex));
        var started = System.nanoTime();

        assertThat(schema.validate(Map.of("a", "a".repeat(30_000) + "!"))).hasSize(1);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void endsAPatternWhereTheTextEnds() {
        var schema = schema("\"properties\": {\"a\": {\"type\": \"string\", \"pattern\": \"^[a-z]+$\"}}");

        assertThat(schema.validate(Map.of("a", "abc"))).isEmpty();
        assertThat(schema.validate(Map.of("a", "abc\n"))).hasSize(1);
    }

    @Test
    void refusesParametersOutOfBoundsAsAWhole() {
        var schema = schema("\"additionalProperties\": true");
        Map<String, Object> deep = Map.of("a", 1);
        for (int i = 0; i < 30; i++) {
            deep = Map.of("a", deep);
        }
        var endless = new HashMap<String, Object>();
        endless.put("a", endless);

        assertThat(schema.validate(deep))
                .singleElement()
                .satisfies(v -> assertThat(v.message()).contains("20 levels"));
        assertThat(schema.validate(endless)).hasSize(1);
        assertThat(schema.validate(Map.of("a", "x".repeat(70_000)))).hasSize(1);
        assertThat(schema.validate(Map.of("a", java.util.Collections.nCopies(20_000, 1))))
                .hasSize(1);
        assertThat(schema.validate(Map.of("a", new BigDecimal("1e999999999")))).hasSize(1);
    }

    @Test
    void endsOnSchemasThatReferToThemselves() {
        var schema = schema("""
                "properties": {"a": {"$ref": "#/$defs/loop"}}, "$defs": {"loop": {"allOf": [{"$ref": "#/$defs/loop"}]}}""");

        assertThat(schema.validate(Map.of("a", 1)))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("too many steps"));
    }

    private static ParameterSchema schema(String body) {
        return read("{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\", %s %s}"
                .formatted(
                        body.contains("\"additionalProperties\": true") ? "" : "\"additionalProperties\": false,",
                        body));
    }

    private static ParameterSchema read(String json) {
        return ParameterSchema.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
