package dev.slipway.clusters.files;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;

/** Small settings that the platform remembers in a file. */
public final class PropertiesFile {

    private PropertiesFile() {}

    /** Empty if there is no such file. */
    public static Properties read(Path file) {
        Properties properties = new Properties();
        if (!Files.exists(file)) {
            return properties;
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Values must be single words: names, numbers, quantities. */
    public static void write(Path file, Properties properties) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(properties)
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append('\n'));
        try {
            PrivateFiles.write(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
