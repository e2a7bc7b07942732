package dev.slipway.portal.forge;

import dev.slipway.portal.forge.PullRequest.State;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What GitHub's REST API has in common with those made after it. */
abstract class PullsForge implements Forge {

    final ForgeApi api;
    final WebhookSecret secret;
    private final String repository;

    PullsForge(ForgeApi api, String repository, WebhookSecret secret) {
        this.api = api;
        this.repository = repository;
        this.secret = secret;
    }

    /** What every call carries. */
    abstract Map<String, String> headers();

    /** Whether an open pull request can't be merged as it is. */
    abstract boolean hasConflicts(JsonNode pull);

    /** Who closed a pull request, which the pull request itself does not tell. */
    abstract @Nullable String closer(long number);

    @Override
    public PullRequest open(Proposal proposal) {
        Optional<PullRequest> there = find(proposal.branch()).filter(found -> found.state() == State.OPEN);
        if (there.isPresent()) {
            Map<String, String> change = Map.of("title", proposal.title(), "body", proposal.body());
            return read(api.send("PATCH", pulls() + "/" + there.get().number(), change, headers()));
        }
        return read(api.send(
                "POST",
                pulls(),
                Map.of(
                        "title", proposal.title(),
                        "body", proposal.body(),
                        "head", proposal.branch(),
                        "base", proposal.base()),
                headers()));
    }

    @Override
    public void close(long number) {
        if (look(number).state() == State.OPEN) {
            api.send("PATCH", pulls() + "/" + number, Map.of("state", "closed"), headers());
        }
    }

    @Override
    public PullRequest look(long number) {
        return read(Paths.existing(api.get(pulls() + "/" + number, headers()), number));
    }

    PullRequest read(JsonNode pull) {
        long number = pull.path("number").asLong();
        boolean merged = pull.path("merged").asBoolean(false);
        boolean open = isOpen(pull);
        State state = merged ? State.MERGED : open ? State.OPEN : State.CLOSED;
        return new PullRequest(
                number,
                pull.path("html_url").asString(""),
                state,
                Paths.text(pull.path("head").path("sha")),
                merged ? Paths.text(pull.path("merge_commit_sha")) : null,
                state == State.CLOSED ? closer(number) : null,
                open && hasConflicts(pull));
    }

    static boolean isOpen(JsonNode pull) {
        return pull.path("state").asString("").equals("open");
    }

    String owner() {
        return repository.substring(0, repository.indexOf('/'));
    }

    String pulls() {
        return "/repos/" + repository + "/pulls";
    }

    String issue(long number) {
        return "/repos/" + repository + "/issues/" + number;
    }
}
