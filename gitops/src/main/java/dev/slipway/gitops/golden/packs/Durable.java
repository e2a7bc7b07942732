package dev.slipway.gitops.golden.packs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Sees that what was written outlives a power cut. */
public final class Durable {

    private Durable() {}

    /**
     * Waits until a file's content, or a directory's names, are on the disk: a file that was moved is not for sure in its
     * new directory before that directory is.
     *
     * @throws IOException if the disk does not take them
     */
    public static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
