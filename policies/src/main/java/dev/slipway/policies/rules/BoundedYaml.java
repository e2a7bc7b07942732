package dev.slipway.policies.rules;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads YAML (and so JSON) whose size and depth are bounded, and which has one document and no aliases. */
public final class BoundedYaml {

    private static final int MAX_DEPTH = 30;
    private static final int MAX_TOKENS = 100_000;

    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private BoundedYaml() {}

    /**
     * The document as a tree.
     *
     * @throws Unreadable if it isn't YAML, has a key twice, several documents, aliases, or exceeds 30 levels or
     *     100,000 tokens
     */
    public static JsonNode read(String yaml) throws Unreadable {
        try {
            refuseAliases(yaml);
            return MAPPER.readTree(yaml);
        } catch (JacksonException e) {
            throw new Unreadable(firstLine(e.getOriginalMessage()));
        }
    }

    private static void refuseAliases(String yaml) throws Unreadable {
        try (var parser = MAPPER.createParser(yaml)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                // Jackson would read an alias as a plain string; expanding them is what makes YAML bombs.
                if (parser.getObjectId() != null) {
                    throw new Unreadable("anchors and aliases aren't supported");
                }
            }
        }
    }

    private static String firstLine(String message) {
        var end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /** The text isn't YAML within the bounds; the message says what is wrong with it. */
    public static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }
}
