package dev.slipway.gitops.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/**
 * A directory in memory: what is asked for is read once, however many commits change it, and only what changed is
 * written. A directory without files is not there.
 */
final class LiveTree {

    /** By name, a directory's with a slash at its end: that is how Git orders them. */
    private final TreeMap<byte[], Entry> entries = new TreeMap<>(Arrays::compareUnsigned);

    private final @Nullable ObjectReader reader;

    private LiveTree(@Nullable ObjectReader reader) {
        this.reader = reader;
    }

    /** The id of the tree that files make up, forty zeros where there are none. */
    static String idOf(Map<String, String> files) {
        LiveTree tree = empty();
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                tree.put(file.getKey(), formatter.idFor(Constants.OBJ_BLOB, content));
            }
            ObjectId id = tree.write(formatter::idFor);
            return id == null ? ObjectId.zeroId().name() : id.name();
        } catch (IOException e) {
            throw new UncheckedIOException("A tree can't be reckoned", e);
        }
    }

    /** A directory that nothing is in. */
    static LiveTree empty() {
        return new LiveTree(null);
    }

    /** The directory with this content; the reader stays open as long as it is used. */
    static LiveTree of(@Nullable ObjectId tree, ObjectReader reader) throws IOException {
        LiveTree directory = new LiveTree(reader);
        if (tree == null) {
            return directory;
        }
        CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
        byte[] name = new byte[0];
        for (; !parser.eof(); parser.next()) {
            int length = parser.getNameLength();
            name = name.length < length ? new byte[length] : name;
            parser.getName(name, 0);
            FileMode mode = parser.getEntryFileMode();
            directory.entries.put(
                    key(Arrays.copyOf(name, length), mode == FileMode.TREE),
                    new Entry(mode, parser.getEntryObjectId()));
        }
        return directory;
    }

    /** A file's content, or {@code null} where there is none. */
    @Nullable
    ObjectId file(String path) throws IOException {
        LiveTree directory = directory(path);
        Entry entry = directory == null ? null : directory.entries.get(key(last(path), false));
        return entry == null || entry.mode.getObjectType() != Constants.OBJ_BLOB ? null : entry.id;
    }

    /** Whether there is a directory with a file in it. */
    boolean hasDirectory(String path) throws IOException {
        LiveTree directory = directory(path + "/.");
        return directory != null && !directory.isEmpty();
    }

    private boolean isEmpty() {
        return entries.values().stream().allMatch(entry -> entry.loaded != null && entry.loaded.isEmpty());
    }

    private @Nullable LiveTree directory(String path) throws IOException {
        LiveTree at = this;
        for (int start = 0, slash; (slash = path.indexOf('/', start)) >= 0; start = slash + 1) {
            Entry entry = at.entries.get(key(bytes(path.substring(start, slash)), true));
            if (entry == null) {
                return null;
            }
            at = entry.load(reader);
        }
        return at;
    }

    /** Puts a file there, in the place of what has its name; {@code null} takes it away. */
    void put(String path, @Nullable ObjectId content) throws IOException {
        LiveTree at = this;
        for (int start = 0, slash; (slash = path.indexOf('/', start)) >= 0; start = slash + 1) {
            byte[] name = bytes(path.substring(start, slash));
            if (content != null) {
                at.entries.remove(key(name, false));
            }
            Entry entry = at.entries.computeIfAbsent(key(name, true), any -> new Entry(FileMode.TREE, null));
            at = entry.load(reader);
            entry.id = null;
        }
        at.entries.remove(key(last(path), false));
        if (content != null) {
            at.entries.remove(key(last(path), true));
            at.entries.put(key(last(path), false), new Entry(FileMode.REGULAR_FILE, content));
        }
    }

    /** Gives every changed directory to the sink, and the id of this one back; {@code null} where nothing is in it. */
    @Nullable
    ObjectId write(Sink sink) throws IOException {
        TreeFormatter formatter = new TreeFormatter(size());
        var each = entries.entrySet().iterator();
        boolean empty = true;
        while (each.hasNext()) {
            var next = each.next();
            Entry entry = next.getValue();
            ObjectId id = entry.id == null && entry.loaded != null ? entry.loaded.write(sink) : entry.id;
            if (id == null) {
                each.remove();
                continue;
            }
            entry.id = id;
            byte[] name = next.getKey();
            formatter.append(name, 0, name.length - (entry.mode == FileMode.TREE ? 1 : 0), entry.mode, id);
            empty = false;
        }
        return empty ? null : sink.put(Constants.OBJ_TREE, formatter.toByteArray());
    }

    /** Told in advance, since a formatter that has to grow takes each byte by itself. */
    private int size() {
        return entries.entrySet().stream()
                .mapToInt(entry -> TreeFormatter.entrySize(entry.getValue().mode, entry.getKey().length))
                .sum();
    }

    private static byte[] last(String path) {
        return bytes(path.substring(path.lastIndexOf('/') + 1));
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] key(byte[] name, boolean directory) {
        if (!directory) {
            return name;
        }
        byte[] key = Arrays.copyOf(name, name.length + 1);
        key[name.length] = '/';
        return key;
    }

    /** Takes an object's content and gives its id: stores it, or only reckons. */
    @FunctionalInterface
    interface Sink {
        ObjectId put(int type, byte[] content) throws IOException;
    }

    /** A name's content; a directory that was changed since it was written last has no id. */
    private static final class Entry {

        private final FileMode mode;
        private @Nullable ObjectId id;
        private @Nullable LiveTree loaded;

        Entry(FileMode mode, @Nullable ObjectId id) {
            this.mode = mode;
            this.id = id;
        }

        LiveTree load(@Nullable ObjectReader reader) throws IOException {
            LiveTree now = loaded;
            if (now == null) {
                now = reader == null ? empty() : of(id, reader);
                loaded = now;
            }
            return now;
        }
    }
}
