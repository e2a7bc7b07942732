package dev.slipway.gitops.desired;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
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
    private static final Set<StandardOpenOption> FOR_THIS_PROCESS = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);

    private final Path directory;
    private FileChannel file;
    private long end;
    private int number;

    ManifestShelf(@Value("${slipway.data:./.slipway}") Path data) {
        this.directory = data.toAbsolutePath().normalize();
        this.file = open();
    }

    private FileChannel open() {
        try {
            Files.createDirectories(directory);
            Path path = directory.resolve(
                    "manifests-%d-%d".formatted(ProcessHandle.current().pid(), number++));
            Files.deleteIfExists(path);
            var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            return FileChannel.open(path, FOR_THIS_PROCESS, mine);
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
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long start = end;
            while (buffer.hasRemaining()) {
                file.write(buffer, start + buffer.position());
            }
            end += bytes.length;
            return new InFile(file, start, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException("A manifest can't be kept in " + directory, e);
        }
    }

    /** Gives back the room of texts that nobody declares any more, once that is most of the file. */
    synchronized void tidy(Supplier<Stream<Manifest>> declared) {
        if (end < WORTH_TIDYING) {
            return;
        }
        long needed = declared.get().mapToLong(Manifest::length).sum();
        if (end - needed < Math.max(needed, WORTH_TIDYING)) {
            return;
        }
        FileChannel old = file;
        file = open();
        end = 0;
        declared.get().forEach(this::move);
        close(old);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
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

    private record InFile(FileChannel channel, long start, int length) implements Place {
        @Override
        public byte @Nullable [] read() {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            try {
                while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {
                    continue;
                }
                return buffer.array();
            } catch (ClosedChannelException e) {
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException("A manifest can't be read", e);
            }
        }
    }
}
