package dev.slipway.gitops.ledger.chain;

import dev.slipway.gitops.ledger.LedgerNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
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
    private static final long WORTH_REWRITING = 16L << 20;

    private final FileChannel file;
    private final List<LedgerNote> left;

    LedgerJournal(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            this.left = Files.exists(path) ? read(path) : List.of();
            this.file = FileChannel.open(
                    path,
                    EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            file.position(file.size());
        } catch (IOException e) {
            throw new UncheckedIOException("The journal of the ledger can't be opened at " + path, e);
        }
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
            write(List.of(note));
        } catch (IOException e) {
            log.error("The ledger's journal can't be written; a kill now would lose an entry", e);
        }
    }

    private void write(Collection<LedgerNote> notes) throws IOException {
        StringBuilder lines = new StringBuilder();
        // The break in front ends a line that was only half written.
        notes.forEach(note -> lines.append('\n').append(JSON.writeValueAsString(note)));
        ByteBuffer bytes = ByteBuffer.wrap(lines.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** The database has everything but these. */
    synchronized void keepOnly(Collection<LedgerNote> notes) {
        try {
            if (notes.isEmpty() || file.size() > WORTH_REWRITING) {
                file.truncate(0);
                write(notes);
            }
        } catch (IOException e) {
            log.error("The ledger's journal can't be emptied", e);
        }
    }
}
