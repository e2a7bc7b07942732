package dev.slipway.gitops.repository;

import dev.slipway.gitops.UnreadableFileException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The golden repository as of one commit; immutable. */
public interface Snapshot {

    /** The commit's id. */
    String commit();

    /**
     * The content of one file, or {@code null} where the commit has none at that path.
     *
     * @throws UnreadableFileException if it is larger than 8 MiB
     */
    @Nullable
    String read(String path);

    /**
     * All files below a directory, by their path relative to it, sorted; empty where there is no such directory.
     *
     * @throws UnreadableFileException if one is larger than 8 MiB
     */
    Map<String, byte[]> files(String directory);

    /** The names directly below a directory, sorted; directories and files alike. */
    List<String> names(String directory);

    /** The Git object ids of what lies directly below a directory by name, sorted; equal ids have equal content. */
    Map<String, String> ids(String directory);

    /** The Git object id of the tree at a directory, or {@code null} where the commit has none. */
    @Nullable
    String tree(String directory);
}
