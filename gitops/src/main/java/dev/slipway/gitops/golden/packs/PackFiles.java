package dev.slipway.gitops.golden.packs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The files of one pack.
 *
 * @param directory where they lie
 * @param name their name without an extension, {@code pack-} and 40 hexadecimal digits
 */
record PackFiles(Path directory, String name) {

    Path pack() {
        return directory.resolve(name + ".pack");
    }

    Path index() {
        return directory.resolve(name + ".idx");
    }

    /**
     * Moves the pack to where it is read, once it is on the disk.
     *
     * @return {@code false} where the same objects lay there in a pack already
     */
    boolean moveTo(Path target) throws IOException {
        PackFiles moved = new PackFiles(target, name);
        if (Files.exists(moved.index())) {
            delete();
            return false;
        }
        Durable.force(pack());
        Durable.force(index());
        // A pack counts once its index is there.
        Files.move(pack(), moved.pack(), StandardCopyOption.ATOMIC_MOVE);
        Files.move(index(), moved.index(), StandardCopyOption.ATOMIC_MOVE);
        Durable.force(target);
        return true;
    }

    /** Takes the pack away; who reads it already goes on doing so. */
    void delete() throws IOException {
        Files.deleteIfExists(index());
        Files.deleteIfExists(pack());
        for (String extra : new String[] {".rev", ".bitmap", ".objsize", ".mtimes"}) {
            Files.deleteIfExists(directory.resolve(name + extra));
        }
    }
}
