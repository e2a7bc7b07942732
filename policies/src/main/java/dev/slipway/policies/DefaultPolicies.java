package dev.slipway.policies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The policies a new golden repository starts with. */
public final class DefaultPolicies {

    private static final String FOLDER = "default/";

    private DefaultPolicies() {}

    /** The files by path relative to the policies folder, in the form {@link Policies#replace} takes. */
    public static Map<String, byte[]> files() {
        var files = new LinkedHashMap<String, byte[]>();
        // A jar can't be listed reliably once it lies in another, so an index names the files.
        new String(read("index.txt"), StandardCharsets.UTF_8).lines().forEach(path -> files.put(path, read(path)));
        return files;
    }

    static Set<String> texts() {
        return files().values().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static byte[] read(String path) {
        try (InputStream in = DefaultPolicies.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + FOLDER + path + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the resource " + FOLDER + path, e);
        }
    }
}
