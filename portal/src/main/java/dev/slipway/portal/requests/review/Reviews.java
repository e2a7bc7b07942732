package dev.slipway.portal.requests.review;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.StalePlanException;
import dev.slipway.portal.forge.Forge;
import dev.slipway.portal.forge.Proposal;
import dev.slipway.portal.forge.PullRequest;
import dev.slipway.portal.forge.PullRequestSettings;
import dev.slipway.portal.requests.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Puts a request up for review and follows what becomes of it. Each step finds what an earlier one, ended by a crash,
 * left behind: the branch is named after the request, and the pull request after the branch.
 */
@Component
public class Reviews {

    private static final String BRANCH = "slipway/";

    private final ObjectProvider<Forge> forges;
    private final GoldenRepository golden;
    private final GoldenSettings settings;
    private final ReviewStore store;
    private final ReviewText text;
    private final PullRequestSettings pulls;

    Reviews(
            ObjectProvider<Forge> forges,
            GoldenRepository golden,
            GoldenSettings settings,
            ReviewStore store,
            ReviewText text,
            PullRequestSettings pulls) {
        this.forges = forges;
        this.golden = golden;
        this.settings = settings;
        this.store = store;
        this.text = text;
        this.pulls = pulls;
    }

    /** Whether people review before anything counts. */
    public boolean areWanted() {
        return forges.getIfAvailable() != null;
    }

    /**
     * Takes a request's review as far as it goes now.
     *
     * @throws StalePlanException if what it changes has changed since
     * @throws dev.slipway.gitops.repository.GoldenUnavailableException if the repository can't be written now
     * @throws dev.slipway.portal.forge.ForgeUnavailableException if the forge doesn't answer
     */
    public ReviewProgress advance(Request request, CommitMessage message) {
        Forge forge = forges.getObject();
        Optional<Review> known = store.find(request.id());
        Optional<PullRequest> found =
                known.map(review -> forge.look(review.number())).or(() -> forge.find(branch(request)));
        if (found.isEmpty()) {
            return putUp(request, message, forge);
        }
        PullRequest pull = found.get();
        store.save(new Review(request.id(), pull.number(), pull.url()));
        return switch (pull.state()) {
            case MERGED -> merged(request, pull);
            case CLOSED -> new ReviewProgress.Closed(pull.url(), pull.closedBy());
            case OPEN ->
                pull.conflicts() ? rebuilt(request, message, forge, pull) : new ReviewProgress.Open(pull.url());
        };
    }

    private ReviewProgress putUp(Request request, CommitMessage message, Forge forge) {
        Committed proposed = golden.propose(branch(request), request.files(), message);
        if (!proposed.fresh()) {
            return landed(request, "", proposed.commit());
        }
        PullRequest pull = forge.open(proposal(request, message));
        store.save(new Review(request.id(), pull.number(), pull.url()));
        return new ReviewProgress.Open(pull.url());
    }

    /** Where the branch moved on under the change, it is made anew on top; what no longer fits is closed as stale. */
    private ReviewProgress rebuilt(Request request, CommitMessage message, Forge forge, PullRequest pull) {
        try {
            golden.propose(branch(request), request.files(), message);
            forge.open(proposal(request, message));
            return new ReviewProgress.Open(pull.url());
        } catch (StalePlanException e) {
            forge.close(pull.number());
            throw e;
        }
    }

    private ReviewProgress merged(Request request, PullRequest pull) {
        String commit = pull.mergeCommit();
        return landed(request, pull.url(), commit == null ? golden.fetched().commit() : commit);
    }

    private ReviewProgress landed(Request request, String url, String commit) {
        return new ReviewProgress.Merged(
                url, commit, golden.landed(commit, request.files().directory()));
    }

    private Proposal proposal(Request request, CommitMessage message) {
        return new Proposal(branch(request), settings.branch(), message.subject(), text.of(request));
    }

    private static String branch(Request request) {
        return BRANCH + request.id();
    }

    /** How often an open review is looked at. */
    public Duration poll() {
        return pulls.poll();
    }

    /** Where people review a request, if they do. */
    public Optional<String> url(UUID request) {
        return store.find(request).map(Review::url).filter(url -> url.matches("https?://.*"));
    }

    /** Has all open reviews looked at soon, as a webhook wishes. */
    void lookAtAllNow() {
        store.lookAtAllNow();
    }
}
