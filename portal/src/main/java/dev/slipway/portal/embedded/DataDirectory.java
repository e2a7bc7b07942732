package dev.slipway.portal.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * The directory that holds everything the portal keeps on disk ({@code slipway.data}, default {@code ./.slipway}).
 *
 * <p>One portal owns it at a time: opening it takes a lock that the operating system releases when the process ends.
 */
public final class DataDirectory implements DisposableBean {

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the directory if need be and locks it.
     *
     * @throws DataDirectoryException if it can't be created or another portal uses it
     */
    public static DataDirectory open(Path directory) {
        var path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            var channel =
                    FileChannel.open(path.resolve("portal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new DataDirectoryException(
                        "The data directory " + path + " is in use by another portal: stop that one or choose another"
                                + " directory with --slipway.data",
                        null);
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new DataDirectoryException("The data directory " + path + " can't be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another portal in this very JVM
        }
    }

    /** The absolute path. */
    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /**
     * Reads the secret of that name, or makes it first. The file can be read and written by its owner only (mode 0600).
     *
     * @throws UncheckedIOException if the file can't be read or written
     */
    public String secret(String name, Supplier<String> maker) {
        var file = resolve(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            var secret = maker.get();
            writeSecret(name, secret);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the secret " + file, e);
        }
    }

    /**
     * Writes a file that only its owner can read and write, in one step: a reader sees the old or the new content.
     *
     * @throws UncheckedIOException if the file can't be written
     */
    public void writeSecret(String name, String content) {
        var file = resolve(name);
        try {
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.createDirectories(fresh.getParent());
            Files.deleteIfExists(fresh);
            createPrivate(fresh);
            Files.writeString(fresh, content + "\n");
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write the secret " + file, e);
        }
    }

    private static void createPrivate(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + " appeared while it was being made", e);
        }
    }

    @Override
    public void destroy() throws IOException {
        lockFile.close();
    }
}
