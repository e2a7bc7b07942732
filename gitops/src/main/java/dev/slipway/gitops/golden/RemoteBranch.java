package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.RemoteState;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/** A branch of somebody else's repository, with a local copy that only ever moves to where the remote one stands. */
final class RemoteBranch implements Remote {

    private final Git git;
    private final String url;
    private final String ref;
    private final GoldenSettings settings;
    private final OwnBranch local;
    private volatile RemoteState state;

    RemoteBranch(Repository repository, String ref, GoldenSettings settings) {
        this.git = Git.wrap(repository);
        this.url = Objects.requireNonNull(settings.url());
        this.ref = ref;
        this.settings = settings;
        this.local = new OwnBranch(repository, ref);
        this.state = new RemoteState(publicUrl(), true, "", Instant.now());
    }

    /** Not while a push is under way: taking its commit for somebody else's would make the push look lost. */
    @Override
    public synchronized void fetch() {
        try {
            String specification = "+" + ref + ":" + ref;
            boolean exists = authenticated(git.lsRemote().setRemote(url).setHeads(true)).call().stream()
                    .anyMatch(head -> head.getName().equals(ref));
            if (exists) {
                authenticated(git.fetch().setRemote(url).setRefSpecs(new RefSpec(specification)))
                        .call();
            }
            reached();
        } catch (GitAPIException e) {
            throw unreachable(e);
        }
    }

    @Override
    public synchronized boolean advance(@Nullable ObjectId from, ObjectId to) {
        try {
            RefSpec specification = new RefSpec(to.name() + ":" + ref);
            for (PushResult result : authenticated(git.push().setRemote(url).setRefSpecs(specification))
                    .call()) {
                RemoteRefUpdate update = result.getRemoteUpdate(ref);
                if (update.getStatus() == RemoteRefUpdate.Status.REJECTED_NONFASTFORWARD
                        || update.getStatus() == RemoteRefUpdate.Status.REJECTED_REMOTE_CHANGED) {
                    return false;
                }
                if (update.getStatus() != RemoteRefUpdate.Status.OK
                        && update.getStatus() != RemoteRefUpdate.Status.UP_TO_DATE) {
                    throw refused(update, result);
                }
            }
            reached();
            return local.advance(from, to);
        } catch (GitAPIException e) {
            throw unreachable(e);
        }
    }

    private GoldenUnavailableException refused(RemoteRefUpdate update, PushResult result) {
        String reason = "%s refused the push: %s %s"
                .formatted(publicUrl(), update.getStatus(), Objects.requireNonNullElse(update.getMessage(), ""));
        IllegalStateException answer = new IllegalStateException(result.getMessages());
        state = new RemoteState(publicUrl(), false, reason.strip(), Instant.now());
        return new GoldenUnavailableException(reason.strip(), answer);
    }

    private <C extends TransportCommand<C, ?>> C authenticated(C command) {
        command.setTimeout((int) settings.timeout().toSeconds());
        if (settings.username() != null && settings.password() != null) {
            command.setCredentialsProvider(
                    new UsernamePasswordCredentialsProvider(settings.username(), settings.password()));
        }
        return command;
    }

    private void reached() {
        if (!state.reachable()) {
            state = new RemoteState(publicUrl(), true, "", Instant.now());
        }
    }

    private GoldenUnavailableException unreachable(GitAPIException cause) {
        String reason = "The golden repository %s can't be reached: %s".formatted(publicUrl(), cause.getMessage());
        Instant since = state.reachable() ? Instant.now() : state.since();
        state = new RemoteState(publicUrl(), false, reason, since);
        return new GoldenUnavailableException(reason, cause);
    }

    /** The URL without a password that somebody may have put into it. */
    private String publicUrl() {
        try {
            return new URIish(url).setPass(null).toString();
        } catch (java.net.URISyntaxException e) {
            return "(not a URL)";
        }
    }

    @Override
    public RemoteState state() {
        return state;
    }
}
