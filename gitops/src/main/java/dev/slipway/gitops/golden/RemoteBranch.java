package dev.slipway.gitops.golden;

import dev.slipway.gitops.golden.transport.RemoteAccess;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.PushRefusedException;
import dev.slipway.gitops.repository.RemoteState;
import java.net.URISyntaxException;
import java.util.Objects;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.PushCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefLeaseSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** A branch of somebody else's repository, with a local copy that only ever moves to where the remote one stands. */
final class RemoteBranch implements Remote {

    private final Git git;
    private final String url;
    private final String ref;
    private final RemoteAccess access;
    private final OwnBranch local;
    private final RemoteHealth health;

    RemoteBranch(Repository repository, String ref, String url, RemoteAccess access) {
        this.git = Git.wrap(repository);
        this.url = url;
        this.ref = ref;
        this.access = access;
        this.local = new OwnBranch(repository, ref);
        this.health = new RemoteHealth(publicUrl(url));
    }

    /** Not while a push is under way: taking its commit for somebody else's would make the push look lost. */
    @Override
    public synchronized void fetch() {
        try {
            if (local.exists() || isThere()) {
                RefSpec specification = new RefSpec("+" + ref + ":" + ref);
                access.apply(git.fetch().setRemote(url).setRefSpecs(specification))
                        .call();
            }
            health.reached();
        } catch (GitAPIException | JGitInternalException e) {
            throw unreachable(e);
        }
    }

    /** Asked only as long as nobody has written to the branch, since it costs a connection. */
    private boolean isThere() throws GitAPIException {
        return access.apply(git.lsRemote().setRemote(url).setHeads(true)).call().stream()
                .anyMatch(head -> head.getName().equals(ref));
    }

    @Override
    public synchronized boolean advance(@Nullable ObjectId from, ObjectId to) {
        try {
            RefSpec specification = new RefSpec(to.name() + ":" + ref);
            for (PushResult result : access.apply(git.push().setRemote(url).setRefSpecs(specification))
                    .call()) {
                RemoteRefUpdate update = result.getRemoteUpdate(ref);
                switch (update.getStatus()) {
                    case OK, UP_TO_DATE -> health.accepted();
                    case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> {
                        return false;
                    }
                    default -> throw refused(update, result);
                }
            }
            return local.advance(from, to);
        } catch (GitAPIException | JGitInternalException e) {
            throw unreachable(e);
        }
    }

    @Override
    public synchronized void propose(@Nullable ObjectId commit, String branch, ObjectId replaces) {
        String proposed = Constants.R_HEADS + branch;
        PushCommand push = git.push()
                .setRemote(url)
                .setRefSpecs(new RefSpec(commit == null ? ":" + proposed : "+" + commit.name() + ":" + proposed))
                .setRefLeaseSpecs(new RefLeaseSpec(proposed, replaces.name()));
        try {
            for (PushResult result : access.apply(push).call()) {
                RemoteRefUpdate update = result.getRemoteUpdate(proposed);
                switch (update.getStatus()) {
                    case OK, UP_TO_DATE, NON_EXISTING -> health.accepted();
                    case REJECTED_REMOTE_CHANGED ->
                        throw new GoldenUnavailableException(
                                "Somebody else pushed to %s, which the portal doesn't replace".formatted(branch),
                                new IllegalStateException(proposed));
                    default -> throw refused(update, result);
                }
            }
        } catch (GitAPIException | JGitInternalException e) {
            throw unreachable(e);
        }
    }

    @Override
    public synchronized @Nullable ObjectId fetch(String branch) {
        try {
            FetchResult fetched = access.apply(
                            git.fetch().setRemote(url).setRefSpecs(new RefSpec(Constants.R_HEADS + branch)))
                    .call();
            Ref there = fetched.getAdvertisedRef(Constants.R_HEADS + branch);
            return there == null ? null : there.getObjectId();
        } catch (TransportException e) {
            if (isAbout(branch, e)) {
                return null;
            }
            throw unreachable(e);
        } catch (GitAPIException | JGitInternalException e) {
            throw unreachable(e);
        }
    }

    /** That the remote has no such branch is said in words only. */
    private static boolean isAbout(String branch, Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), "")
                .contains("Remote does not have " + Constants.R_HEADS + branch);
    }

    /** What the remote's hooks say tells more than the status does. */
    private PushRefusedException refused(RemoteRefUpdate update, PushResult result) {
        String message = Objects.requireNonNullElse(update.getMessage(), "");
        String reason = "%s refused the push: %s %s %s"
                .formatted(publicUrl(url), update.getStatus(), message, result.getMessages())
                .replaceAll("\\s+", " ")
                .strip();
        health.refused(reason);
        return new PushRefusedException(reason, new IllegalStateException(message));
    }

    private GoldenUnavailableException unreachable(Exception cause) {
        String reason =
                "The golden repository %s can't be reached: %s".formatted(publicUrl(url), access.explain(cause));
        health.unreachable(reason);
        return new GoldenUnavailableException(reason, cause);
    }

    /** The URL without a user or password, of which either may be a token. */
    private static String publicUrl(String url) {
        try {
            return new URIish(url).setUser(null).setPass(null).toString();
        } catch (URISyntaxException e) {
            return "(not a URL)";
        }
    }

    @Override
    public RemoteState state() {
        return health.state();
    }
}
