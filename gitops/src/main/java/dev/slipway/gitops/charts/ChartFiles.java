package dev.slipway.gitops.charts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.util.FileSystemUtils;

/** Lays charts out on disk for Helm, each content once. */
final class ChartFiles implements AutoCloseable {

    private final Path root;
    private final Map<String, Path> laid = new ConcurrentHashMap<>();

    ChartFiles() {
        try {
            root = Files.createTempDirectory("slipway-charts");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory for charts", e);
        }
    }

    Path root() {
        return root;
    }

    Path lay(Map<String, byte[]> chart) {
        return laid.computeIfAbsent(digest(chart), digest -> write(root.resolve(digest), chart));
    }

    private static Path write(Path directory, Map<String, byte[]> chart) {
        try {
            for (Map.Entry<String, byte[]> file : chart.entrySet()) {
                Path path = directory.resolve(file.getKey()).normalize();
                if (!path.startsWith(directory)) {
                    throw new IllegalArgumentException("A chart's file lies outside of it: " + file.getKey());
                }
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("A chart can't be laid out for Helm", e);
        }
    }

    private static String digest(Map<String, byte[]> chart) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(chart).forEach((path, content) -> {
                sha.update((path + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
                sha.update(content);
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(root);
        } catch (IOException e) {
            throw new UncheckedIOException("Charts can't be removed from " + root, e);
        }
    }
}
