package dev.slipway.sbom.syft;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads documents as streams to their very end, since a stopped Syft leaves truncated ones and large ones are common. */
final class DocumentInspector {

    /** Values are read out of the middle of a document. */
    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    void requireCycloneDx(Path file) {
        Map<String, String> texts = new HashMap<>();
        eachField(file, (name, parser) -> text(name, parser, texts));
        require(
                file,
                "CycloneDX".equals(texts.get("bomFormat")) && "1.6".equals(texts.get("specVersion")),
                "CycloneDX 1.6");
    }

    void requireSpdx(Path file) {
        Map<String, String> texts = new HashMap<>();
        eachField(file, (name, parser) -> {
            if (name.equals("@graph") && parser.currentToken() == JsonToken.START_ARRAY) {
                texts.put(name, "present");
            }
            text(name, parser, texts);
        });
        boolean spdx = texts.getOrDefault("@context", "").startsWith("https://spdx.org/rdf/3.0");
        require(file, spdx && texts.containsKey("@graph"), "SPDX 3.0 JSON-LD");
    }

    SyftJson readSyft(Path file) {
        var syft = new SyftJson();
        Map<String, String> seen = new HashMap<>();
        eachField(file, (name, parser) -> {
            seen.put(name, "present");
            switch (name) {
                case "artifacts" -> eachElement(parser, SyftJson.Artifact.class, syft::add);
                case "files" -> eachElement(parser, SyftJson.File.class, syft::add);
                case "descriptor" -> syft.describe(mapper.readValue(parser, SyftJson.Descriptor.class));
                default -> parser.skipChildren();
            }
        });
        boolean complete =
                seen.containsKey("artifacts") && seen.containsKey("descriptor") && seen.containsKey("schema");
        require(file, complete, "Syft JSON");
        return syft;
    }

    private interface Field {
        /** Reads the value that the parser stands on, to its end. */
        void read(String name, JsonParser parser);
    }

    private interface Element<T> {
        void accept(T value);
    }

    private void eachField(Path file, Field field) {
        try (JsonParser parser = mapper.createParser(file)) {
            require(file, parser.nextToken() == JsonToken.START_OBJECT, "a JSON object");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                field.read(name, parser);
            }
            require(
                    file,
                    parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null,
                    "one JSON object");
        } catch (JacksonException e) {
            throw new ScanFailed(
                    "Syft wrote " + file.getFileName() + ", which isn't valid: " + e.getOriginalMessage(), e);
        }
    }

    private <T> void eachElement(JsonParser parser, Class<T> type, Element<T> element) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.accept(mapper.readValue(parser, type));
        }
    }

    private static void text(String name, JsonParser parser, Map<String, String> texts) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            texts.put(name, parser.getString());
        }
        parser.skipChildren();
    }

    private static void require(Path file, boolean holds, String expected) {
        if (!holds) {
            throw new ScanFailed("Syft wrote " + file.getFileName() + ", which isn't " + expected);
        }
    }
}
