package dev.slipway.clusters.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The log file that a child appends to, with one older part beside it. */
final class BoundedLog {

    private static final long LIMIT_BYTES = 4 << 20;

    private final Path file;
    private final Path older;

    BoundedLog(Path folder, String name) {
        this.file = folder.resolve(name + ".log");
        this.older = folder.resolve(name + ".log.1");
    }

    /** The child keeps the file open in append mode, so it is copied and emptied instead of renamed. */
    void bound() throws IOException {
        if (!Files.exists(file) || Files.size(file) < LIMIT_BYTES) {
            return;
        }
        Files.copy(file, older, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(older);
    }
}
