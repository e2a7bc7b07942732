package dev.slipway.cli.demo.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory for one run: gone when the run ends, Ctrl-C included, unless it is kept for somebody to look at. */
public final class TemporaryDirectory implements AutoCloseable {

    private final Path path;
    private final Thread onInterrupt = new Thread(this::end, "end");
    private @Nullable Runnable before;
    private boolean kept;
    private boolean ended;

    private TemporaryDirectory(Path path) {
        this.path = path;
    }

    /**
     * @param prefix what its name begins with
     * @return a new directory
     * @throws IOException if it can't be made
     */
    public static TemporaryDirectory make(String prefix) throws IOException {
        TemporaryDirectory made =
                new TemporaryDirectory(Files.createTempDirectory(prefix).toRealPath());
        Runtime.getRuntime().addShutdownHook(made.onInterrupt);
        return made;
    }

    /** @return the directory, without links */
    public Path path() {
        return path;
    }

    /** @param stop what stops all that uses the directory; may be called twice */
    public synchronized void endsAfter(Runnable stop) {
        before = stop;
    }

    /** Leaves the directory where it is. */
    public synchronized void keep() {
        kept = true;
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook has nothing left to do.
        }
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (before != null) {
            before.run();
        }
        if (!kept) {
            delete();
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " can't be deleted", e);
        }
    }
}
