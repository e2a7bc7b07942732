package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.RemoteState;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The repository that decides where the branch stands: a remote one, or the portal's own. */
interface Remote {

    /**
     * Brings the local branch to where the remote one stands.
     *
     * @throws GoldenUnavailableException if the remote does not answer
     */
    void fetch();

    /**
     * Moves the branch.
     *
     * @return whether it moved; {@code false} if somebody else was faster
     * @throws GoldenUnavailableException if the remote does not answer or does not allow it
     */
    boolean advance(@Nullable ObjectId from, ObjectId to);

    /**
     * Puts a commit on another branch, or takes that away.
     *
     * @param commit the commit, {@code null} to take the branch away
     * @param replaces where the branch must stand; forty zeros if there must be none
     * @throws GoldenUnavailableException if the remote does not answer or does not allow it, or the branch stands elsewhere
     */
    void propose(@Nullable ObjectId commit, String branch, ObjectId replaces);

    /**
     * Brings another branch's commits here, without a branch of their own.
     *
     * @return where the branch stands, {@code null} if there is none
     * @throws GoldenUnavailableException if the remote does not answer
     */
    @Nullable
    ObjectId fetch(String branch);

    /** How the last exchange went. */
    RemoteState state();
}
