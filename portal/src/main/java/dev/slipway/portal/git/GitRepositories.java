package dev.slipway.portal.git;

import java.util.Optional;
import org.eclipse.jgit.lib.Repository;

/** Opens the repositories that are served at {@code /git/<name>.git}. */
public interface GitRepositories {

    /**
     * The repository of that name; the caller closes it.
     *
     * @param name without {@code .git}, as a stranger sent it: compare it, never use it as a path
     * @return empty if there is none
     * @throws dev.slipway.portal.web.UnavailableException if it can't be opened right now
     */
    Optional<Repository> open(String name);
}
