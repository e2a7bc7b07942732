package dev.slipway.clusters.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes files with mode 0600 in folders with mode 0700, each as a whole or not at all. */
public final class PrivateFiles {

    private PrivateFiles() {}

    public static void write(Path file, String content) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        createFolder(folder);
        Path part = Files.createTempFile(
                folder,
                String.valueOf(file.getFileName()),
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Deletes the folder with all it holds; a missing one is fine. Links are removed, not followed. */
    public static void deleteTree(Path folder) throws IOException {
        for (Path path : tree(folder)) {
            Files.deleteIfExists(path);
        }
    }

    /** How many files and folders there are from this folder on, itself included. */
    public static int count(Path folder) throws IOException {
        return tree(folder).size();
    }

    private static List<Path> tree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
