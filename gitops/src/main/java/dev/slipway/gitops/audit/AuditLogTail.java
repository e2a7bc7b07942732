package dev.slipway.gitops.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a log as it grows, also over its renaming when it is full. */
final class AuditLogTail {

    /** What is read at once, and how much of an earlier process's log is looked at. */
    private static final int CHUNK = 4 << 20;

    private final Path path;
    private final Consumer<String> lines;
    private @Nullable Object file;
    private long position;

    AuditLogTail(Path path, Consumer<String> lines) {
        this.path = path;
        this.lines = lines;
    }

    void read() throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        Object key = now.fileKey();
        if (file == null) {
            position = Math.max(0, now.size() - CHUNK);
        } else if (!file.equals(key)) {
            Optional<Path> renamed = renamed(file);
            if (renamed.isPresent() && readOn(renamed.get())) {
                return; // the rest of the old one comes first
            }
            position = 0;
        } else if (now.size() < position) {
            position = 0;
        }
        file = key;
        readOn(path);
    }

    private Optional<Path> renamed(Object key) throws IOException {
        try (Stream<Path> siblings = Files.list(path.toAbsolutePath().getParent())) {
            return siblings.filter(sibling -> {
                        try {
                            return key.equals(Files.readAttributes(sibling, BasicFileAttributes.class)
                                    .fileKey());
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .findFirst();
        }
    }

    /** Reads whole lines from the position on; whether there were any. */
    private boolean readOn(Path from) throws IOException {
        byte[] bytes;
        try (RandomAccessFile opened = new RandomAccessFile(from.toFile(), "r")) {
            opened.seek(position);
            bytes = new byte[(int) Math.min(CHUNK, Math.max(0, opened.length() - position))];
            opened.readFully(bytes);
        }
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end == 0) {
            position += bytes.length == CHUNK ? CHUNK : 0; // no event is that long
            return false;
        }
        position += end;
        new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(lines);
        return true;
    }
}
