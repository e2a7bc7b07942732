package dev.slipway.gitops.golden;

import dev.slipway.gitops.UnreadableFileException;
import dev.slipway.gitops.repository.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;

/** A commit of a repository; the commit of forty zeros is the empty repository. */
final class JGitSnapshot implements Snapshot {

    /** People push by hand, so a file can be of any size; a larger one is nothing that the platform reads. */
    private static final int LARGEST_FILE = 8 * 1024 * 1024;

    private final Supplier<ObjectReader> objects;
    private final ObjectId commit;
    private final @Nullable ObjectId root;

    JGitSnapshot(Supplier<ObjectReader> objects, @Nullable ObjectId commit) throws IOException {
        this.objects = objects;
        this.commit = commit == null ? ObjectId.zeroId() : commit.copy();
        this.root = commit == null ? null : rootOf(objects, commit);
    }

    private static ObjectId rootOf(Supplier<ObjectReader> objects, ObjectId commit) throws IOException {
        try (ObjectReader reader = objects.get();
                RevWalk walk = new RevWalk(reader)) {
            return walk.parseCommit(commit).getTree().copy();
        }
    }

    @Nullable
    ObjectId root() {
        return root;
    }

    ObjectId id() {
        return commit;
    }

    @Override
    public String commit() {
        return commit.name();
    }

    @Override
    public @Nullable String read(String path) {
        try (ObjectReader reader = objects.get()) {
            ObjectId id = find(reader, path, FileMode.REGULAR_FILE);
            return id == null ? null : new String(content(reader, path, id), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read %s at commit %s".formatted(path, commit()), e);
        }
    }

    private static byte[] content(ObjectReader reader, String path, ObjectId id) throws IOException {
        try {
            return reader.open(id).getCachedBytes(LARGEST_FILE);
        } catch (LargeObjectException e) {
            throw new UnreadableFileException(path, LARGEST_FILE, e);
        }
    }

    @Nullable
    ObjectId blob(String path) throws IOException {
        try (ObjectReader reader = objects.get()) {
            return find(reader, path, FileMode.REGULAR_FILE);
        }
    }

    @Override
    public @Nullable String tree(String directory) {
        try (ObjectReader reader = objects.get()) {
            ObjectId id = find(reader, directory, FileMode.TREE);
            return id == null ? null : id.name();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read %s at commit %s".formatted(directory, commit()), e);
        }
    }

    private @Nullable ObjectId find(ObjectReader reader, String path, FileMode mode) throws IOException {
        if (root == null) {
            return null;
        }
        try (TreeWalk walk = TreeWalk.forPath(reader, path, root)) {
            boolean found = walk != null && (walk.getFileMode(0).getObjectType() == mode.getObjectType());
            return found ? walk.getObjectId(0) : null;
        }
    }

    @Override
    public Map<String, byte[]> files(String directory) {
        Map<String, byte[]> files = new TreeMap<>();
        if (root == null) {
            return files;
        }
        try (ObjectReader reader = objects.get();
                TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(root);
            walk.setRecursive(true);
            walk.setFilter(PathFilter.create(directory));
            while (walk.next()) {
                if (walk.getFileMode(0).getObjectType() == FileMode.REGULAR_FILE.getObjectType()) {
                    String path = walk.getPathString();
                    byte[] content = content(reader, path, walk.getObjectId(0));
                    files.put(path.substring(directory.length() + 1), content);
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read %s at commit %s".formatted(directory, commit()), e);
        }
    }

    @Override
    public List<String> names(String directory) {
        return List.copyOf(ids(directory).keySet());
    }

    @Override
    public Map<String, String> ids(String directory) {
        Map<String, String> ids = new LinkedHashMap<>();
        try (ObjectReader reader = objects.get();
                TreeWalk walk = new TreeWalk(reader)) {
            ObjectId tree = find(reader, directory, FileMode.TREE);
            if (tree == null) {
                return ids;
            }
            walk.addTree(tree);
            while (walk.next()) {
                ids.put(walk.getNameString(), walk.getObjectId(0).name());
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't list %s at commit %s".formatted(directory, commit()), e);
        }
    }
}
