package dev.slipway.gitops.repository;

import java.util.List;

/** Knows which directories people asked to take away, whatever commits say of themselves. */
public interface RequestedDeletions {

    /** Whether a request that takes a directory away, alone or with those around it, is under way. */
    boolean isUnderWay(String directory);

    /** The commits by which such requests were carried out to their end. */
    List<String> commits(String directory);
}
