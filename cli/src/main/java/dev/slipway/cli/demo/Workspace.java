package dev.slipway.cli.demo;

import dev.slipway.cli.demo.story.Scene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory of one run and all that runs in it: ended once, however the run ends. */
final class Workspace implements AutoCloseable {

    private final Path directory;
    private final Scene scene;
    private final Thread onInterrupt = new Thread(this::interrupted, "demo-end");
    private boolean ended;

    Workspace(Path directory, Scene scene) {
        this.directory = directory;
        this.scene = scene;
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    Scene scene() {
        return scene;
    }

    /** Stops everything, and deletes the files unless they are to be kept. */
    synchronized void end(boolean keepFiles) {
        if (ended) {
            return;
        }
        ended = true;
        scene.close();
        if (!keepFiles) {
            delete();
        }
    }

    private void interrupted() {
        end(false);
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " can't be deleted", e);
        }
    }

    @Override
    public void close() {
        end(true);
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook has nothing left to do.
        }
    }
}
