package dev.slipway.sbom.syft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Private temporary folders, one a scan; those of a portal that was killed are cleared away with their processes. */
@Component
public final class Workspaces {

    private static final Logger LOG = LoggerFactory.getLogger(Workspaces.class);

    private final Path root;

    Workspaces(SyftSettings settings) {
        Path configured = settings.workDirectory();
        this.root = configured != null
                ? configured.toAbsolutePath().normalize()
                : Path.of(System.getProperty("java.io.tmpdir"), "slipway-sbom-" + System.getProperty("user.name"));
    }

    /** Makes a new folder that only this user can enter. */
    public Workspace open() {
        try {
            return Workspace.create(privateRoot());
        } catch (IOException e) {
            throw new UncheckedIOException("Can't make a folder for a scan in " + root, e);
        }
    }

    /** Stops the processes and deletes the folders of portals which no longer live. */
    public void sweep() {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(privateRoot(), Files::isDirectory)) {
            for (Path folder : folders) {
                sweep(folder);
            }
        } catch (IOException e) {
            LOG.warn("Can't clear away old scans in {}", root, e);
        }
    }

    private static void sweep(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(Workspace.LOCK), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
                FileLock lock = tryLock(channel)) {
            if (lock == null) {
                return;
            }
            Workspace.stopRecordedProcess(folder);
            FileTrees.delete(folder);
            LOG.info("Cleared away the abandoned scan in {}", folder);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private Path privateRoot() throws IOException {
        Files.createDirectories(root.toAbsolutePath().getParent());
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path probe = Files.createTempFile(root, "probe", "");
        boolean ours = Files.getOwner(root, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe));
        Files.delete(probe);
        // The system's temporary directory is everyone's: nobody else's folder or link is taken for ours.
        if (!ours || !Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(
                    root + " is someone else's or a link; expected a folder of " + System.getProperty("user.name"));
        }
        return root;
    }
}
