package dev.slipway.gitops.ledger.chain;

import dev.slipway.gitops.ledger.LedgerNote;
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
 * Notes on disk until the database has them, so that a killed process loses none; one note a line. Open as long as the
 * process, since notes come until its end.
 */
final class LedgerJournal {

    private static final Logger log = LoggerFactory.getLogger(LedgerJournal.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long WORTH_REWRITING = 1L << 20;

    private final Path path;
    private final List<LedgerNote> left;
    private FileChannel file;

    LedgerJournal(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            this.left = Files.exists(path) ? read(path) : List.of();
            this.path = path;
            this.file = open(path);
            file.position(file.size());
        } catch (IOException e) {
            throw new UncheckedIOException("The journal of the ledger can't be opened at " + path, e);
        }
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(
                path,
                EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** What an earlier process could not enter any more. */
    List<LedgerNote> left() {
        return left;
    }

    private static List<LedgerNote> read(Path path) throws IOException {
        List<LedgerNote> notes = new ArrayList<>();
        for (String line : new String(Files.readAllBytes(path), StandardCharsets.UTF_8).split("\n")) {
            try {
                if (!line.isEmpty()) {
                    notes.add(JSON.readValue(line, LedgerNote.class));
                }
            } catch (JacksonException e) {
                log.warn("A line of {} was only half written when the portal was killed", path);
            }
        }
        return notes;
    }

    synchronized void add(LedgerNote note) {
        try {
            write(List.of(note), file);
        } catch (IOException e) {
            log.error("The ledger's journal can't be written; a kill now would lose an entry", e);
        }
    }

    private static void write(Collection<LedgerNote> notes, FileChannel file) throws IOException {
        StringBuilder lines = new StringBuilder();
        // The break in front ends a line that was only half written.
        notes.forEach(note -> lines.append('\n').append(JSON.writeValueAsString(note)));
        ByteBuffer bytes = ByteBuffer.wrap(lines.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /**
     * Leaves out what the database has. Seldom does anything, since whoever puts something back has to wait for it.
     *
     * @param waiting what the database does not have, all that was added among it
     */
    synchronized void tidy(Supplier<List<LedgerNote>> waiting) {
        try {
            if (file.size() > WORTH_REWRITING) {
                rewrite(waiting.get());
            }
        } catch (IOException e) {
            log.error("The ledger's journal can't be written anew", e);
        }
    }

    /** Beside the old one and then in its place: a kill in between loses nothing. */
    private void rewrite(Collection<LedgerNote> notes) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(next);
        FileChannel fresh = open(next);
        write(notes, fresh);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        file.close();
        file = fresh;
    }
}
