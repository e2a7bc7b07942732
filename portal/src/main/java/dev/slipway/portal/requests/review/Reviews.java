package dev.slipway.portal.requests.review;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.StalePlanException;
import dev.slipway.portal.forge.Forge;
import dev.slipway.portal.forge.Proposal;
import dev.slipway.portal.forge.PullRequest;
import dev.slipway.portal.forge.PullRequestSettings;
import dev.slipway.portal.requests.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Puts a request up for review and follows what becomes of it. Each step finds what an earlier one, ended by a crash,
 * left behind: the branch is named after the request, and the pull request after the branch.
 */
@Component
public class Reviews {

    private static final Logger log = LoggerFactory.getLogger(Reviews.class);
    private static final ReviewProgress UNDER_REVIEW =
            new ReviewProgress.Open("Waits until somebody merges or closes its pull request");
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
        Review review = new Review(
                request.id(),
                pull.number(),
                pull.url(),
                known.map(Review::proposed).orElse(null));
        if (!known.equals(Optional.of(review))) {
            store.save(review);
        }
        return switch (pull.state()) {
            case MERGED -> tidied(request, pull.head(), merged(request, pull));
            case CLOSED -> tidied(request, review.proposed(), new ReviewProgress.Closed(pull.url(), pull.closedBy()));
            case OPEN -> pull.conflicts() ? inTheWay(request, message, forge, review, pull) : UNDER_REVIEW;
        };
    }

    private ReviewProgress putUp(Request request, CommitMessage message, Forge forge) {
        Committed proposed = golden.propose(branch(request), request.files(), message, null);
        if (!proposed.fresh()) {
            return landed(request, "", proposed.commit());
        }
        PullRequest pull = forge.open(proposal(request, message));
        store.save(new Review(request.id(), pull.number(), pull.url(), proposed.commit()));
        return UNDER_REVIEW;
    }

    /** What the forge takes for a conflict may be that it hasn't tried yet, so Git has the last word. */
    private ReviewProgress inTheWay(
            Request request, CommitMessage message, Forge forge, Review review, PullRequest pull) {
        if (golden.canMerge(branch(request))) {
            return UNDER_REVIEW;
        }
        String proposed = review.proposed();
        if (proposed == null || !proposed.equals(pull.head())) {
            return new ReviewProgress.Open(
                    ("Its pull request conflicts with %s, and its branch isn't known to stand where"
                                    + " the portal put it: resolve it there, or close it.")
                            .formatted(settings.branch()));
        }
        return rebuilt(request, message, forge, review, proposed);
    }

    /** Where the branch moved on under the change, it is made anew on top; what no longer fits is closed as stale. */
    private ReviewProgress rebuilt(
            Request request, CommitMessage message, Forge forge, Review review, String proposed) {
        try {
            Committed anew = golden.propose(branch(request), request.files(), message, proposed);
            if (!anew.fresh()) {
                forge.close(review.number());
                return landed(request, review.url(), anew.commit());
            }
            store.save(new Review(request.id(), review.number(), review.url(), anew.commit()));
            forge.open(proposal(request, message));
            return UNDER_REVIEW;
        } catch (StalePlanException e) {
            forge.close(review.number());
            tidied(request, proposed, UNDER_REVIEW);
            throw e;
        }
    }

    /** Without its branch, nobody opens again what the portal no longer follows; what others pushed to stays. */
    private ReviewProgress tidied(Request request, @Nullable String end, ReviewProgress progress) {
        if (end != null) {
            try {
                golden.withdraw(branch(request), end);
            } catch (GoldenUnavailableException e) {
                log.info("Branch {} stays: {}", branch(request), e.getMessage());
            }
        }
        return progress;
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
