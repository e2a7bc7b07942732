package dev.slipway.gitops.desired;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A file that nobody else sees and that goes with the process. Not a channel: an interrupt of one reader would close that
 * for all.
 */
final class NamelessFile implements Closeable {

    private final RandomAccessFile file;
    private long end;
    private boolean closed;

    private NamelessFile(RandomAccessFile file) {
        this.file = file;
    }

    /** @param path where it is for a moment */
    static NamelessFile make(Path path) throws IOException {
        Files.deleteIfExists(path);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            return new NamelessFile(new RandomAccessFile(path.toFile(), "rw"));
        } finally {
            Files.delete(path);
        }
    }

    /** Adds these bytes and gives where they begin. */
    synchronized long append(byte[] bytes) throws IOException {
        long start = end;
        file.seek(start);
        file.write(bytes);
        end += bytes.length;
        return start;
    }

    /** The bytes from there on, {@code null} where the file is closed. */
    synchronized byte @Nullable [] read(long start, int length) throws IOException {
        if (closed) {
            return null;
        }
        byte[] bytes = new byte[length];
        file.seek(start);
        file.readFully(bytes);
        return bytes;
    }

    synchronized long length() {
        return end;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        file.close();
    }
}
