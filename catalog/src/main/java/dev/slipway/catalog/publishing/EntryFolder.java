package dev.slipway.catalog.publishing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All files of one entry version.
 *
 * @param name the outer folder's name, which must be the entry's
 * @param version the inner folder's name, which must be the entry's version
 * @param files by path within the inner folder
 */
public record EntryFolder(String name, String version, SortedMap<String, byte[]> files) {

    /** Path of the folder, relative to the catalog folder, without a slash at the end. */
    public String path() {
        return name + "/" + version;
    }

    /** SHA-256 over the paths, lengths and contents of all files, in hexadecimal. */
    public String digest() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            files.forEach((path, bytes) -> {
                sha256.update((path + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
                sha256.update(bytes);
            });
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The files of a sub-folder, by path within it. */
    Map<String, byte[]> below(String folder) {
        var found = new TreeMap<String, byte[]>();
        files.tailMap(folder).forEach((path, bytes) -> {
            if (path.startsWith(folder)) {
                found.put(path.substring(folder.length()), bytes);
            }
        });
        return found;
    }
}
