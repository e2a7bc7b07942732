package dev.slipway.portal.catalog;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Entry;
import dev.slipway.catalog.StarterEntries;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The starter entries, some of them changed before they are published. */
public final class Starters {

    private final Map<String, byte[]> files = new HashMap<>(StarterEntries.files());

    public Starters write(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public Starters replace(String path, String text, String by) {
        var before = new String(files.get(path), StandardCharsets.UTF_8);
        if (!before.contains(text)) {
            throw new AssertionError("'" + text + "' isn't in " + path + ":\n" + before);
        }
        return write(path, before.replace(text, by));
    }

    public Entry entry(String name) {
        var catalog = new Catalog();
        var problems = catalog.replace(files).problems();
        if (!problems.isEmpty()) {
            throw new AssertionError(problems);
        }
        return catalog.find(name).orElseThrow();
    }
}
