package dev.slipway.catalog.publishing;

import dev.slipway.catalog.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Sorts the files of the catalog folder by entry version and refuses paths and sizes out of bounds. */
public final class CatalogFolder {

    private static final int MAX_FILE_BYTES = 1024 * 1024;
    private static final int MAX_ENTRY_BYTES = 8 * 1024 * 1024;
    private static final int MAX_ENTRY_FILES = 500;
    private static final int MAX_PATH = 255;
    private static final Pattern SEGMENT = Pattern.compile("(?!\\.\\.?$)[A-Za-z0-9._-]{1,100}");

    private final SortedMap<String, EntryFolder> folders = new TreeMap<>();
    private final Set<String> refused = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Looks at the files.
     *
     * @param files by path relative to the catalog folder
     */
    public CatalogFolder(Map<String, byte[]> files) {
        new TreeMap<>(files).forEach(this::add);
        folders.values().forEach(this::checkSize);
    }

    /** Folders within the bounds, in the order of their paths. */
    public List<EntryFolder> accepted() {
        return folders.values().stream()
                .filter(folder -> !refused.contains(folder.path()))
                .toList();
    }

    /** Paths of the folders that are out of bounds. */
    public Set<String> refused() {
        return Set.copyOf(refused);
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void add(String path, byte[] bytes) {
        var parts = path.split("/", 3);
        if (parts.length == 1 && path.endsWith(".md")) {
            return;
        }
        var folder = parts.length == 3 ? parts[0] + "/" + parts[1] : "";
        if (folder.isEmpty() || !isSafe(path)) {
            refuse(
                    folder,
                    path,
                    path,
                    "a path <entry>/<version>/<file> of letters, digits, '.', '_' and '-', up to " + MAX_PATH
                            + " characters");
            return;
        }
        if (bytes.length > MAX_FILE_BYTES) {
            refuse(folder, path, bytes.length + " bytes", "at most " + MAX_FILE_BYTES + " bytes");
        }
        folders.computeIfAbsent(folder, f -> new EntryFolder(parts[0], parts[1], new TreeMap<>()))
                .files()
                .put(parts[2], bytes);
    }

    private void checkSize(EntryFolder folder) {
        var count = folder.files().size();
        if (count > MAX_ENTRY_FILES) {
            refuse(folder.path(), folder.path(), count + " files", "at most " + MAX_ENTRY_FILES + " files");
        }
        var size = folder.files().values().stream()
                .mapToLong(bytes -> bytes.length)
                .sum();
        if (size > MAX_ENTRY_BYTES) {
            refuse(folder.path(), folder.path(), size + " bytes", "at most " + MAX_ENTRY_BYTES + " bytes");
        }
    }

    private void refuse(String folder, String path, String badValue, String expected) {
        refused.add(folder);
        problems.add(new Problem(path, badValue, expected));
    }

    private static boolean isSafe(String path) {
        if (path.length() > MAX_PATH) {
            return false;
        }
        for (var segment : path.split("/", -1)) {
            if (!SEGMENT.matcher(segment).matches()) {
                return false;
            }
        }
        return true;
    }
}
