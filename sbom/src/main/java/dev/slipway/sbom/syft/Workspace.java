package dev.slipway.sbom.syft;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.UUID;

/** The private folder of one scan; it is locked while its portal lives and is deleted when closed. */
public final class Workspace implements AutoCloseable {

    static final String LOCK = "lock";
    private static final String PROCESS = "process";

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private Workspace(Path folder) throws IOException {
        this.folder = folder;
        this.channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        this.lock = channel.lock();
    }

    static Workspace create(Path root) throws IOException {
        return new Workspace(Files.createDirectory(
                root.resolve(UUID.randomUUID().toString()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    /** An empty folder of this name inside, made if needed. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new ScanFailed("Can't make " + folder.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    /** How many bytes all files inside take. */
    long size() throws IOException {
        return FileTrees.measure(folder).bytes();
    }

    /** Remembers a process, so that it can be stopped even if the portal is killed. */
    void record(Process process) throws IOException {
        Instant started = process.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(folder.resolve(PROCESS), process.pid() + " " + started.toEpochMilli());
    }

    /** Stops the process that was recorded in an abandoned folder, unless its number went to another one since. */
    static void stopRecordedProcess(Path folder) throws IOException {
        Path file = folder.resolve(PROCESS);
        if (!Files.exists(file)) {
            return;
        }
        String[] recorded = Files.readString(file).split(" ");
        if (recorded.length != 2) {
            return;
        }
        long started = Long.parseLong(recorded[1]);
        ProcessHandle.of(Long.parseLong(recorded[0]))
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(instant -> instant.toEpochMilli() == started)
                        .orElse(false))
                .ifPresent(Processes::stop);
    }

    @Override
    public void close() {
        try (channel;
                lock) {
            FileTrees.delete(folder);
        } catch (IOException e) {
            throw new ScanFailed("Can't delete the temporary files of a scan in " + folder + ": " + e.getMessage(), e);
        }
    }
}
