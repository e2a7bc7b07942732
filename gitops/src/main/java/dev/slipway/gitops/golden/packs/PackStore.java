package dev.slipway.gitops.golden.packs;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.lib.StoredConfig;

/** The objects of a bare repository that many write to: one pack a batch, combined in the background. */
public final class PackStore implements AutoCloseable {

    /** A reader that has found an object in a pack has opened it by then. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final FileRepository repository;
    private final Path incoming;
    private final PackUpkeep upkeep;

    /** Takes over the upkeep of a repository that one process alone writes to, except for pushes through it. */
    public PackStore(FileRepository repository) throws IOException {
        this(repository, GRACE);
    }

    PackStore(FileRepository repository, Duration grace) throws IOException {
        this.repository = repository;
        this.incoming = repository.getDirectory().toPath().resolve("slipway-incoming");
        // An incoming batch reads what it builds on through the repository that is open already.
        RepositoryCache.register(repository);
        discardWhatACrashLeft();
        configure(repository.getConfig());
        Path drafts = Files.createDirectories(incoming.resolve("drafts"));
        this.upkeep = new PackUpkeep(repository.getObjectDatabase(), drafts, grace);
    }

    /** A collection of garbage by Git itself would stop a push for as long as it takes, and do nothing of use here. */
    private static void configure(StoredConfig config) throws IOException {
        config.setInt("gc", null, "auto", 0);
        config.setInt("gc", null, "autoPackLimit", 0);
        config.setBoolean("receive", null, "autogc", false);
        config.setBoolean("core", null, "fsyncRefFiles", true);
        config.save();
    }

    /** Begins a batch; the caller closes it. */
    public PackBatch begin() throws IOException {
        ObjectDirectory objects = repository.getObjectDatabase();
        ObjectDirectory apart = new ObjectDirectory(
                repository.getConfig(),
                incoming.toFile(),
                new File[] {objects.getDirectory()},
                repository.getFS(),
                null);
        Files.createDirectories(apart.getPackDirectory().toPath());
        return new PackBatch(apart, objects, upkeep);
    }

    private void discardWhatACrashLeft() throws IOException {
        if (!Files.exists(incoming)) {
            return;
        }
        Files.walkFileTree(incoming, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() {
        upkeep.close();
        RepositoryCache.unregister(repository);
    }
}
