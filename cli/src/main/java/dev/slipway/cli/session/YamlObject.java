package dev.slipway.cli.session;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML or JSON that somebody else wrote and that must be a mapping. */
public final class YamlObject {

    private static final YAMLMapper YAML = new YAMLMapper();

    private YamlObject() {}

    /**
     * @param text YAML or JSON; an alias is refused, as the tree would hold its name instead of what it stands for
     * @param from where it is from, for the message
     * @return the mapping
     * @throws IllegalArgumentException if it is anything else, with the reason
     */
    public static ObjectNode read(String text, String from) {
        try {
            refuseAliases(text, from);
            if (YAML.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(from + " is not valid YAML: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException(from + " is no YAML mapping, expected lines such as `name: value`");
    }

    private static void refuseAliases(String text, String from) {
        try (var parser = (YAMLParser) YAML.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (parser.isCurrentAlias()) {
                    throw new IllegalArgumentException(
                            from + " uses the YAML alias *" + parser.getString() + ": expected it written out");
                }
            }
        }
    }
}
