package dev.slipway.gitops.golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/** Changes files of a tree and writes only the trees on their way to the root. */
final class TreeEdit {

    /** Git orders entries by name, a directory as if its name ended with a slash. */
    private static final Comparator<Entry> GIT_ORDER =
            (left, right) -> Arrays.compareUnsigned(left.sortKey(), right.sortKey());

    private final Map<String, TreeEdit> directories = new TreeMap<>();
    private final Map<String, byte[]> written = new TreeMap<>();
    private final Map<String, Boolean> removed = new TreeMap<>();

    void write(String path, byte[] content) {
        parentOf(path).written.put(nameOf(path), content);
    }

    void remove(String path) {
        parentOf(path).removed.put(nameOf(path), true);
    }

    /** The new tree, or {@code null} where nothing is left in it. */
    @Nullable
    ObjectId applyTo(@Nullable AnyObjectId base, ObjectReader reader, ObjectSink sink) throws IOException {
        Map<String, Entry> entries = read(base, reader);
        removed.keySet().forEach(entries::remove);
        for (Map.Entry<String, byte[]> file : written.entrySet()) {
            ObjectId blob = sink.put(Constants.OBJ_BLOB, file.getValue());
            entries.put(file.getKey(), new Entry(file.getKey(), FileMode.REGULAR_FILE, blob));
        }
        for (Map.Entry<String, TreeEdit> directory : directories.entrySet()) {
            Entry old = entries.remove(directory.getKey());
            AnyObjectId oldTree = old != null && old.mode == FileMode.TREE ? old.id : null;
            ObjectId tree = directory.getValue().applyTo(oldTree, reader, sink);
            if (tree != null) {
                entries.put(directory.getKey(), new Entry(directory.getKey(), FileMode.TREE, tree));
            }
        }
        return entries.isEmpty() ? null : sink.put(Constants.OBJ_TREE, format(entries));
    }

    private static byte[] format(Map<String, Entry> entries) {
        TreeFormatter formatter = new TreeFormatter();
        entries.values().stream()
                .sorted(GIT_ORDER)
                .forEach(entry -> formatter.append(entry.name, entry.mode, entry.id));
        return formatter.toByteArray();
    }

    private static Map<String, Entry> read(@Nullable AnyObjectId tree, ObjectReader reader) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        if (tree == null) {
            return entries;
        }
        CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
        for (; !parser.eof(); parser.next()) {
            String name = parser.getEntryPathString();
            entries.put(name, new Entry(name, parser.getEntryFileMode(), parser.getEntryObjectId()));
        }
        return entries;
    }

    private TreeEdit parentOf(String path) {
        TreeEdit at = this;
        for (int start = 0, slash; (slash = path.indexOf('/', start)) >= 0; start = slash + 1) {
            at = at.directories.computeIfAbsent(path.substring(start, slash), name -> new TreeEdit());
        }
        return at;
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Takes an object's content and gives its id: stores it, or only reckons. */
    @FunctionalInterface
    interface ObjectSink {
        ObjectId put(int type, byte[] content) throws IOException;
    }

    private record Entry(String name, FileMode mode, ObjectId id) {
        byte[] sortKey() {
            return (mode == FileMode.TREE ? name + "/" : name).getBytes(StandardCharsets.UTF_8);
        }
    }
}
