package dev.slipway.gitops.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Git's lock files that a killed process left behind. Git keeps out of what is locked for good; nobody but the portal
 * that holds the data directory writes here, so at its start no lock has an owner.
 */
final class LeftLocks {

    private static final Logger log = LoggerFactory.getLogger(LeftLocks.class);

    /** No branch can have a name that ends like this. */
    private static final String LOCK = ".lock";

    private LeftLocks() {}

    static void remove(Path repository) throws IOException {
        removeIn(repository, 1);
        removeIn(repository.resolve("refs"), Integer.MAX_VALUE);
    }

    private static void removeIn(Path directory, int depth) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> files = Files.walk(directory, depth)) {
            left = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(LOCK))
                    .toList();
        }
        for (Path lock : left) {
            log.info("Removing {}, which a killed portal left behind", lock);
            Files.delete(lock);
        }
    }
}
