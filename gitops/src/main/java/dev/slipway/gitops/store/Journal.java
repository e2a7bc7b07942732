package dev.slipway.gitops.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    private final Class<T> type;
    /** Not a channel: whoever is interrupted while it writes to one closes it for all. */
    private FileOutputStream file;

    private volatile long length;

    /**
     * @param path where; made where there is none, and readable by its owner alone
     * @throws UncheckedIOException if it can't be opened
     */
    public Journal(Path path, Class<T> type) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            this.path = path;
            this.type = type;
            this.file = open(path);
            this.length = Files.size(path);
            if (length > 0) {
                // Ends a line that was only half written, so that all are whole.
                length += write(List.of(), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal can't be opened at " + path, e);
        }
    }

    private static FileOutputStream open(Path path) throws IOException {
        if (Files.notExists(path)) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return new FileOutputStream(path.toFile(), true);
    }

    /** How many bytes there are now. */
    public long length() {
        return length;
    }

    /** All that stands in it, in the order it came. */
    public List<T> all() {
        return read(0, Integer.MAX_VALUE).notes();
    }

    /**
     * Notes in the order they came.
     *
     * @param from where to begin: 0, or the end of an earlier part
     * @param most at most so many
     * @throws UncheckedIOException if they can't be read
     */
    public Part<T> read(long from, int most) {
        List<T> notes = new ArrayList<>();
        long next = from;
        try (FileChannel opened = FileChannel.open(path, StandardOpenOption.READ);
                InputStream bytes = new BufferedInputStream(Channels.newInputStream(opened.position(from)))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long end = length;
            for (long at = from; at < end && notes.size() < most; at++) {
                int each = bytes.read();
                if (each < 0) {
                    break;
                }
                if (each != '\n') {
                    line.write(each);
                    continue;
                }
                parse(line.toString(StandardCharsets.UTF_8)).ifPresent(notes::add);
                line.reset();
                next = at + 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal can't be read at " + path, e);
        }
        return new Part<>(notes, next);
    }

    private Optional<T> parse(String line) {
        try {
            return line.isEmpty() ? Optional.empty() : Optional.of(JSON.readValue(line, type));
        } catch (JacksonException e) {
            log.warn("A line of {} was only half written when the portal was killed", path);
            return Optional.empty();
        }
    }

    /**
     * On disk when this returns, though perhaps not yet where a loss of power would spare it.
     *
     * @return where it begins, negative where it can't be written
     */
    public synchronized long add(T note) {
        long at = length;
        try {
            length = at + write(List.of(note), file);
            return at;
        } catch (IOException e) {
            log.error("{} can't be written; a kill now would lose a note", path, e);
            length = path.toFile().length();
            return -1;
        }
    }

    /** @return how many bytes it took */
    private static int write(Collection<?> notes, OutputStream file) throws IOException {
        StringBuilder lines = new StringBuilder();
        // The break in front ends a line that was only half written.
        notes.forEach(note -> lines.append('\n').append(JSON.writeValueAsString(note)));
        byte[] bytes = lines.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        file.write(bytes);
        return bytes.length;
    }

    /**
     * Leaves out what is needed no more. Seldom does anything, since whoever adds a note meanwhile has to wait.
     *
     * @param needed all that must not be lost; empty where that can't be told now
     */
    public synchronized void tidy(Supplier<Optional<List<T>>> needed) {
        try {
            if (length > WORTH_REWRITING) {
                Optional<List<T>> notes = needed.get();
                if (notes.isPresent()) {
                    rewrite(notes.get());
                }
            }
        } catch (IOException e) {
            log.error("{} can't be written anew", path, e);
        }
    }

    /** Beside the old one and then in its place: a kill in between loses nothing. */
    private void rewrite(Collection<?> notes) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(next);
        FileOutputStream fresh = open(next);
        int size = write(notes, fresh);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        file.close();
        file = fresh;
        length = size;
    }

    /**
     * Some notes.
     *
     * @param next where those that follow begin
     */
    public record Part<T>(List<T> notes, long next) {}
}
