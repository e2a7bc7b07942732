package dev.slipway.gitops.golden.packs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdOwnerMap;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;

/** Makes one pack of several. It holds all that they hold, reachable or not: a push under way relies on the rest. */
final class PackCombiner {

    private final ObjectDirectory objects;
    private final Path drafts;
    private final PackConfig config;
    private final ProgressMonitor monitor;

    PackCombiner(ObjectDirectory objects, Path drafts, BooleanSupplier ends) {
        this.objects = objects;
        this.drafts = drafts;
        this.monitor = new EmptyProgressMonitor() {
            @Override
            public boolean isCancelled() {
                return ends.getAsBoolean();
            }
        };
        this.config = new PackConfig();
        config.setThreads(1);
        config.setDeltaBaseAsOffset(true);
    }

    PackFiles combine(List<Pack> packs) throws IOException {
        try (ObjectReader reader = objects.newReader();
                RevWalk walk = new RevWalk(reader);
                PackWriter writer = new PackWriter(config, objects.newReader())) {
            writer.preparePack(objectsOf(packs, reader, walk).iterator());
            return write(writer);
        }
    }

    private static List<RevObject> objectsOf(List<Pack> packs, ObjectReader reader, RevWalk walk) throws IOException {
        ObjectIdOwnerMap<ObjectIdOwnerMap.Entry> seen = new ObjectIdOwnerMap<>();
        List<RevObject> all = new ArrayList<>();
        for (Pack pack : packs) {
            for (PackIndex.MutableEntry entry : pack) {
                ObjectId id = entry.toObjectId();
                if (!seen.contains(id)) {
                    seen.add(new Seen(id));
                    all.add(walk.lookupAny(id, reader.open(id).getType()));
                }
            }
        }
        return all;
    }

    /** Written beside its place, where nobody reads it, and on the disk as a whole before it counts. */
    private PackFiles write(PackWriter writer) throws IOException {
        PackFiles draft = new PackFiles(drafts, "pack-" + writer.computeName().name());
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft.pack()))) {
                writer.writePack(monitor, monitor, out);
            }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft.index()))) {
                writer.writeIndex(out);
            }
            PackFiles combined = new PackFiles(objects.getPackDirectory().toPath(), draft.name());
            if (draft.moveTo(combined.directory())) {
                objects.openPack(combined.pack().toFile());
            }
            return combined;
        } finally {
            draft.delete();
        }
    }

    private static final class Seen extends ObjectIdOwnerMap.Entry {
        Seen(ObjectId id) {
            super(id);
        }
    }
}
