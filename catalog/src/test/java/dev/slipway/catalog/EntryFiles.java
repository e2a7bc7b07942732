package dev.slipway.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Files of a valid entry, to be broken in one place. */
final class EntryFiles {

    static final String SCHEMA = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
             "properties": {"size": {"type": "integer"}}}
            """;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final String folder;

    EntryFiles(String name, String version) {
        folder = name + "/" + version + "/";
        with("entry.yaml", """
                apiVersion: slipway.dev/v1
                kind: CatalogEntry
                metadata: {name: %s, labels: {category: data}}
                spec:
                  title: Queue
                  summary: Messages in order.
                  version: %s
                  owner: team-data
                  lifecycle: {stage: supported, since: 2026-03-01}
                  support:
                    hours: 24x7
                    contact: https://chat.example.org/data
                    security: security@example.org
                    response: {P1: PT15M}
                  plans:
                    - name: small
                      title: Small
                      values: {replicas: 1}
                      cost: {amount: 30, currency: EUR, per: month}
                      objectives: {availability: 99.5, provisioning: PT2M, driftReversion: PT15M, window: P30D}
                """.formatted(name, version));
        with("schema.json", SCHEMA);
        with("chart/Chart.yaml", "{apiVersion: v2, name: queue, version: 1.0.0}");
        with("docs/index.md", "# Queue");
    }

    EntryFiles with(String path, String text) {
        files.put(folder + path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    EntryFiles with(String path, byte[] bytes) {
        files.put(folder + path, bytes);
        return this;
    }

    EntryFiles without(String path) {
        files.remove(folder + path);
        return this;
    }

    EntryFiles replacing(String found, String replacement) {
        var yaml = new String(files.get(folder + "entry.yaml"), StandardCharsets.UTF_8);
        if (!yaml.contains(found)) {
            throw new IllegalArgumentException("the entry has no '" + found + "' to replace");
        }
        return with("entry.yaml", yaml.replace(found, replacement));
    }

    Map<String, byte[]> map() {
        return new TreeMap<>(files);
    }

    Map<String, byte[]> and(EntryFiles other) {
        var all = map();
        all.putAll(other.files);
        return all;
    }
}
