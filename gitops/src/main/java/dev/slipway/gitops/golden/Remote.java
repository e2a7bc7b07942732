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
     * Puts a commit on another branch, whatever that held before.
     *
     * @throws GoldenUnavailableException if the remote does not answer or does not allow it
     */
    void propose(ObjectId commit, String branch);

    /** How the last exchange went. */
    RemoteState state();
}
