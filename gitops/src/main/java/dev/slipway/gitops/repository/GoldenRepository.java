package dev.slipway.gitops.repository;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The repository that says what shall run. Many write at once: nobody has a working tree, and the branch moves by
 * compare-and-swap.
 */
public interface GoldenRepository {

    /** The branch's newest commit that this process knows. */
    Snapshot head();

    /** The repository as of any commit that it holds. */
    Snapshot at(String commit);

    /**
     * Says what a commit would change so that a directory holds exactly the wanted files, and other files their wanted
     * content.
     *
     * @param directory the directory to replace, which also identifies the plan's tree
     * @param files its wanted files, by path relative to it; an empty map takes it away
     * @param beside further files to write, by path from the root
     */
    Plan plan(String directory, Map<String, String> files, Map<String, String> beside);

    /**
     * Commits a plan. Waits until the commit is on the branch (of the remote, where there is one). Repeating the call
     * for the same request is harmless.
     *
     * @throws StalePlanException if a file is no longer as the plan saw it
     * @throws GoldenUnavailableException if the repository can't be written now; trying again later is right
     */
    Committed commit(Plan plan, CommitMessage message);

    /**
     * Commits a plan on a branch of its own at the remote, for review: on top of the branch that counts, in the place of
     * what that branch held before.
     *
     * @param branch its name, without {@code refs/heads/}
     * @param replaces the commit that the branch must stand at, so that nothing of others is lost; {@code null} if the
     *     portal knows of none: then one that it put there for the same request is taken as it is
     * @return the commit; not fresh where the branch that counts holds the change already
     * @throws StalePlanException if a file is no longer as the plan saw it
     * @throws GoldenUnavailableException if the remote can't be written now, or the branch stands elsewhere
     */
    Committed propose(String branch, Plan plan, CommitMessage message, @Nullable String replaces);

    /**
     * Whether a branch of the remote can be merged into the branch that counts as both are this moment.
     *
     * @param branch its name, without {@code refs/heads/}
     * @return {@code false} if files conflict; {@code true} also where the branch is gone
     * @throws GoldenUnavailableException if the remote does not answer
     */
    boolean canMerge(String branch);

    /**
     * Takes a branch of the remote away; one that stands elsewhere stays, so that nothing of others is lost.
     *
     * @param branch its name, without {@code refs/heads/}
     * @param at the commit that it must stand at
     * @throws GoldenUnavailableException if the remote can't be written now, or the branch stands elsewhere
     */
    void withdraw(String branch, String at);

    /**
     * The remote's branch as it is this moment.
     *
     * @throws GoldenUnavailableException if the remote does not answer
     */
    Snapshot fetched();

    /**
     * What a directory holds by a commit that others put on the branch.
     *
     * @return the id of its tree, forty zeros where nothing is in it
     * @throws GoldenUnavailableException if the branch does not lead to the commit yet
     */
    String landed(String commit, String directory);

    /**
     * Writes the first commit where the repository has none.
     *
     * @param files the files, by path from the root
     */
    void seed(Map<String, byte[]> files);

    /** The commits that touched a directory, newest first. */
    List<CommitSummary> history(String directory, int limit);

    /** Where the bare repository lies, for the Git server. */
    Path location();

    /**
     * Looks at the branch again and announces {@link GoldenMoved} if it moved, as after a push.
     *
     * @return done when that is told, or the remote couldn't be asked; never fails
     */
    CompletableFuture<Void> refresh();

    /** How the remote is doing; always reachable where there is none. */
    RemoteState remote();
}
