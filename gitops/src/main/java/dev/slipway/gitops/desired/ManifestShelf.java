package dev.slipway.gitops.desired;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps the texts of manifests in a file that lives as long as the process: Git has them all, so that nothing is lost
 * with it.
 */
@Component
final class ManifestShelf implements AutoCloseable {

    private static final long WORTH_TIDYING = 16 << 20;

    private final Path directory;
    private NamelessFile file;
    private int number;

    ManifestShelf(@Value("${slipway.data:./.slipway}") Path data) {
        this.directory = data.toAbsolutePath().normalize();
        this.file = open();
    }

    private NamelessFile open() {
        try {
            Files.createDirectories(directory);
            return NamelessFile.make(directory.resolve(
                    "manifests-%d-%d".formatted(ProcessHandle.current().pid(), number++)));
        } catch (IOException e) {
            throw new UncheckedIOException("The file for manifests can't be made in " + directory, e);
        }
    }

    /** Keeps a text. */
    synchronized Manifest keep(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Manifest(bytes, write(bytes));
    }

    /** Keeps the texts that are still in memory. */
    synchronized void keep(Stream<Manifest> manifests) {
        manifests.filter(Manifest::isInMemory).forEach(this::move);
    }

    private void move(Manifest manifest) {
        manifest.movedTo(write(manifest.bytes()));
    }

    private Place write(byte[] bytes) {
        try {
            return new InFile(file, file.append(bytes), bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException("A manifest can't be kept in " + directory, e);
        }
    }

    /** Gives back the room of texts that nobody declares any more, once that is most of the file. */
    synchronized void tidy(Supplier<Stream<Manifest>> declared) {
        long end = file.length();
        if (end < WORTH_TIDYING) {
            return;
        }
        long needed = declared.get().mapToLong(Manifest::length).sum();
        if (end - needed < Math.max(needed, WORTH_TIDYING)) {
            return;
        }
        NamelessFile old = file;
        file = open();
        declared.get().forEach(this::move);
        close(old);
    }

    private static void close(NamelessFile old) {
        try {
            old.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        close(file);
    }

    /** Where a text lies. */
    @FunctionalInterface
    interface Place {

        /** The text, or {@code null} where it lies somewhere else by now. */
        byte @Nullable [] read();
    }

    private record InFile(NamelessFile file, long start, int length) implements Place {
        @Override
        public byte @Nullable [] read() {
            try {
                return file.read(start, length);
            } catch (IOException e) {
                throw new UncheckedIOException("A manifest can't be read", e);
            }
        }
    }
}
