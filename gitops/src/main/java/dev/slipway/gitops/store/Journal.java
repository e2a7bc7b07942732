package dev.slipway.gitops.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notes on disk until they are needed no more, so that a killed process loses none; one note a line, in JSON. Open as long
 * as the process, since notes come until its end.
 *
 * @param <T> what is noted, as Jackson reads and writes it
 */
public final class Journal<T> {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long WORTH_REWRITING = 1L << 20;

    private final Path path;
    private final List<T> left;
    private FileChannel file;

    /**
     * @param path where; made where there is none, and readable by its owner alone
     * @throws UncheckedIOException if it can't be opened
     */
    public Journal(Path path, Class<T> type) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            this.left = Files.exists(path) ? read(path, type) : List.of();
            this.path = path;
            this.file = open(path);
            file.position(file.size());
        } catch (IOException e) {
            throw new UncheckedIOException("The journal can't be opened at " + path, e);
        }
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(
                path,
                EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** What an earlier process left, in the order it came. */
    public List<T> left() {
        return left;
    }

    private static <T> List<T> read(Path path, Class<T> type) throws IOException {
        List<T> notes = new ArrayList<>();
        for (String line : new String(Files.readAllBytes(path), StandardCharsets.UTF_8).split("\n")) {
            try {
                if (!line.isEmpty()) {
                    notes.add(JSON.readValue(line, type));
                }
            } catch (JacksonException e) {
                log.warn("A line of {} was only half written when the portal was killed", path);
            }
        }
        return notes;
    }

    /** On disk when this returns, though perhaps not yet where a loss of power would spare it. */
    public synchronized void add(T note) {
        try {
            write(List.of(note), file);
        } catch (IOException e) {
            log.error("{} can't be written; a kill now would lose a note", path, e);
        }
    }

    private static void write(Collection<?> notes, FileChannel file) throws IOException {
        StringBuilder lines = new StringBuilder();
        // The break in front ends a line that was only half written.
        notes.forEach(note -> lines.append('\n').append(JSON.writeValueAsString(note)));
        ByteBuffer bytes = ByteBuffer.wrap(lines.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /**
     * Leaves out what is needed no more. Seldom does anything, since whoever adds a note meanwhile has to wait.
     *
     * @param needed all that must not be lost
     */
    public synchronized void tidy(Supplier<List<T>> needed) {
        try {
            if (file.size() > WORTH_REWRITING) {
                rewrite(needed.get());
            }
        } catch (IOException e) {
            log.error("{} can't be written anew", path, e);
        }
    }

    /** Beside the old one and then in its place: a kill in between loses nothing. */
    private void rewrite(Collection<?> notes) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(next);
        FileChannel fresh = open(next);
        write(notes, fresh);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        file.close();
        file = fresh;
    }
}
