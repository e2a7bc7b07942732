package dev.slipway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.catalog.FormField.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OrderFormTests {

    private static final ParameterSchema SCHEMA = ParameterSchema.read("""
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
             "required": ["image", "source", "agree"],
             "properties": {
               "image": {"type": "string", "title": "Image", "description": "What runs.", "pattern": "^[a-z]+$",
                         "minLength": 2, "maxLength": 20, "examples": ["shop"]},
               "key": {"type": "string", "format": "password", "default": "never shown"},
               "mail": {"type": "string", "format": "email"},
               "story": {"type": "string", "maxLength": 2000},
               "port": {"$ref": "#/$defs/port"},
               "ratio": {"type": "number", "multipleOf": 0.5},
               "size": {"enum": ["small", "large"], "type": "string", "default": "small"},
               "major": {"enum": [16, 17], "type": "integer"},
               "fast": {"type": "boolean", "default": true},
               "quiet": {"type": "boolean"},
               "agree": {"type": "boolean"},
               "hosts": {"type": "array", "items": {"type": "string"}, "default": ["a", "b"]},
               "env": {"type": "object", "additionalProperties": {"type": "string"}},
               "rules": {"type": "array", "items": {"type": "object"}},
               "source": {"type": "object", "title": "Source", "required": ["url"], "additionalProperties": false,
                          "properties": {"url": {"type": "string"}, "ref": {"type": "string"}}}
             },
             "$defs": {"port": {"type": "integer", "title": "Port", "minimum": 1, "maximum": 9}}}
            """.getBytes(StandardCharsets.UTF_8));

    private final OrderForm form = SCHEMA.form();

    @Test
    void choosesTheControlThatFits() {
        assertThat(form.fields())
                .extracting(FormField::name, FormField::kind)
                .containsExactly(
                        tuple("image", Kind.TEXT),
                        tuple("key", Kind.PASSWORD),
                        tuple("mail", Kind.EMAIL),
                        tuple("story", Kind.TEXTAREA),
                        tuple("port", Kind.INTEGER),
                        tuple("ratio", Kind.NUMBER),
                        tuple("size", Kind.SELECT),
                        tuple("major", Kind.SELECT),
                        tuple("fast", Kind.CHECKBOX),
                        tuple("quiet", Kind.CHECKBOX),
                        tuple("agree", Kind.CHECKBOX),
                        tuple("hosts", Kind.LINES),
                        tuple("env", Kind.PAIRS),
                        tuple("rules", Kind.YAML),
                        tuple("source.url", Kind.TEXT),
                        tuple("source.ref", Kind.TEXT));
    }

    @Test
    void carriesWhatTheSchemaSays() {
        var fields = form.fields().stream().collect(Collectors.toMap(FormField::name, field -> field));

        assertThat(fields.get("image"))
                .returns("Image", FormField::label)
                .returns("What runs.", FormField::help)
                .returns(true, FormField::required)
                .returns("^[a-z]+$", FormField::pattern)
                .returns(2, FormField::minLength)
                .returns(20, FormField::maxLength)
                .returns("shop", FormField::placeholder)
                .returns("parameters.image", FormField::input);
        assertThat(fields.get("port")).returns("Port", FormField::label).returns(new BigDecimal("9"), FormField::max);
        assertThat(fields.get("size").options()).containsExactly("small", "large");
        assertThat(fields.get("hosts").text()).isEqualTo("a\nb");
        assertThat(fields.get("key").text()).isEmpty();
        assertThat(fields.get("source.url"))
                .returns("Source", FormField::group)
                .returns("/source/url", FormField::pointer)
                .returns(true, FormField::required);
        assertThat(fields.get("source.ref").required()).isFalse();
    }

    @Test
    void turnsPostedTextIntoTypedValues() {
        var parameters = form.parse(Map.ofEntries(
                Map.entry("name", List.of("not a parameter")),
                posted("image", " shop "),
                posted("key", " kept as it is "),
                posted("story", "one\r\ntwo"),
                posted("port", "8"),
                posted("ratio", "1.5"),
                posted("major", "17"),
                posted("quiet", "on"),
                posted("agree", "true"),
                posted("hosts", "x\r\n\r\n y "),
                posted("env", "A=1\nB=x=y"),
                posted("rules", "- {port: 1}"),
                posted("source.url", "u"),
                posted("source.ref", "")));

        assertThat(parameters)
                .containsOnly(
                        Map.entry("image", "shop"),
                        Map.entry("key", " kept as it is "),
                        Map.entry("story", "one\ntwo"),
                        Map.entry("port", 8),
                        Map.entry("ratio", new BigDecimal("1.5")),
                        Map.entry("major", 17),
                        Map.entry("fast", false),
                        Map.entry("quiet", true),
                        Map.entry("agree", true),
                        Map.entry("hosts", List.of("x", "y")),
                        Map.entry("env", Map.of("A", "1", "B", "x=y")),
                        Map.entry("rules", List.of(Map.of("port", 1))),
                        Map.entry("source", Map.of("url", "u")));
        assertThat(SCHEMA.validate(parameters)).isEmpty();
    }

    @Test
    void leavesWhatItCannotReadToValidation() {
        var parameters = form.parse(Map.ofEntries(
                posted("image", "shop"),
                posted("source.url", "u"),
                posted("port", "1e999999999"),
                posted("ratio", "9".repeat(5_000)),
                posted("agree", "perhaps"),
                posted("env", "no equals sign"),
                posted("rules", "&a [*a]"),
                posted("unknown", "x")));

        assertThat(SCHEMA.validate(parameters))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("port", "ratio", "agree", "env", "rules", "unknown");
    }

    @Test
    void leavesOutWhatIsEmpty() {
        assertThat(form.parse(Map.of())).containsOnly(Map.entry("fast", false), Map.entry("agree", false));
    }

    @Test
    void showsGivenParametersAgain() {
        var texts = form.fill(Map.of(
                "image",
                "shop",
                "port",
                "not a number",
                "key",
                "secret",
                "agree",
                true,
                "hosts",
                List.of("x", "y"),
                "env",
                Map.of("A", "1"),
                "source",
                Map.of("url", "u")));

        assertThat(texts)
                .containsEntry("image", "shop")
                .containsEntry("port", "not a number")
                .containsEntry("key", "")
                .containsEntry("agree", "true")
                .containsEntry("hosts", "x\ny")
                .containsEntry("env", "A=1")
                .containsEntry("source.url", "u")
                .containsEntry("mail", "");
    }

    private static Map.Entry<String, List<String>> posted(String name, String text) {
        return Map.entry("parameters." + name, List.of(text));
    }
}
