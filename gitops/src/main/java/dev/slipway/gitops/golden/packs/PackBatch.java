package dev.slipway.gitops.golden.packs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Objects that are written together. They grow up apart from the repository, so that only a pack which is on the disk
 * as a whole ever lies in it: a crash leaves nothing half there.
 */
public final class PackBatch implements AutoCloseable {

    private static final String SUFFIX = ".pack";

    private final ObjectDirectory apart;
    private final ObjectDirectory objects;
    private final PackUpkeep upkeep;
    private final PackInserter inserter;
    private final Set<PackFiles> stored = new HashSet<>();

    PackBatch(ObjectDirectory apart, ObjectDirectory objects, PackUpkeep upkeep) {
        this.apart = apart;
        this.objects = objects;
        this.upkeep = upkeep;
        this.inserter = apart.newPackInserter();
        // An object that lies in two packs does no harm, and looking for each in all of them costs more.
        inserter.checkExisting(false);
        // Combining packs compresses well; until then the writers' time counts more.
        inserter.setCompressionLevel(Deflater.BEST_SPEED);
    }

    /** Takes objects; they can be read through {@link #reader()} at once. */
    public ObjectInserter inserter() {
        return inserter;
    }

    /** Reads what the repository holds and what this batch has taken; the caller closes it. */
    public ObjectReader reader() {
        return inserter.newReader();
    }

    /** Puts the objects into the repository. They are on the disk when this returns. */
    public void store() throws IOException {
        inserter.flush();
        Path to = objects.getPackDirectory().toPath();
        for (PackFiles pack : written()) {
            if (pack.moveTo(to)) {
                PackFiles moved = new PackFiles(to, pack.name());
                objects.openPack(moved.pack().toFile());
                stored.add(moved);
            }
        }
        upkeep.look();
    }

    private List<PackFiles> written() {
        Path from = apart.getPackDirectory().toPath();
        String[] packs = from.toFile().list((folder, name) -> name.endsWith(SUFFIX));
        return Arrays.stream(packs == null ? new String[0] : packs)
                .map(name -> new PackFiles(from, name.substring(0, name.length() - SUFFIX.length())))
                .toList();
    }

    /** Takes back what was stored, as no branch leads there. */
    public void discard() throws IOException {
        for (PackFiles pack : stored) {
            pack.delete();
        }
        stored.clear();
    }

    @Override
    public void close() {
        inserter.close();
        apart.close();
    }
}
