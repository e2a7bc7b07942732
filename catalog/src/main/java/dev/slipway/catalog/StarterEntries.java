package dev.slipway.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The entries a new golden repository starts with. */
public final class StarterEntries {

    private static final String FOLDER = "starter/";

    private StarterEntries() {}

    /** The files by path relative to the catalog folder, in the form {@link Catalog#replace} takes. */
    public static Map<String, byte[]> files() {
        var files = new LinkedHashMap<String, byte[]>();
        // A jar can't be listed reliably once it lies in another, so an index names the files.
        new String(read("index.txt"), StandardCharsets.UTF_8).lines().forEach(path -> files.put(path, read(path)));
        return files;
    }

    private static byte[] read(String path) {
        try (InputStream in = StarterEntries.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + FOLDER + path + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the resource " + FOLDER + path, e);
        }
    }
}
