package dev.slipway.clusters.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Holds a data directory, so that no second portal ends the processes of the first as leftovers. */
public final class DataLock implements AutoCloseable {

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IllegalStateException if another portal holds the directory */
    public static DataLock hold(Path data) {
        Path file = data.resolve("run").resolve("clusters.lock");
        try {
            Files.createDirectories(data.resolve("run"));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new IllegalStateException(
                        "The data directory %s is used by another portal that is running".formatted(data));
            }
            return new DataLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release the data directory: %s".formatted(e.getMessage()), e);
        }
    }
}
