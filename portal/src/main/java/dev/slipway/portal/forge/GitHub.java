package dev.slipway.portal.forge;

import dev.slipway.portal.forge.PullRequest.State;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** GitHub's REST API, version 2022-11-28. */
final class GitHub implements Forge {

    private static final String SIGNATURE = "sha256=";

    private final ForgeApi api;
    private final String repository;
    private final WebhookSecret secret;

    GitHub(ForgeApi api, String repository, WebhookSecret secret) {
        this.api = api;
        this.repository = repository;
        this.secret = secret;
    }

    @Override
    public String kind() {
        return "github";
    }

    @Override
    public Optional<PullRequest> find(String branch) {
        String owner = repository.substring(0, repository.indexOf('/'));
        JsonNode found = api.get(
                pulls() + "?state=all&sort=created&direction=desc&head=" + Paths.encoded(owner + ":" + branch),
                headers());
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(look(found.get(0).path("number").asLong()));
    }

    @Override
    public PullRequest open(Proposal proposal) {
        Optional<PullRequest> there = find(proposal.branch()).filter(found -> found.state() == State.OPEN);
        if (there.isPresent()) {
            String path = pulls() + "/" + there.get().number();
            return read(api.send("PATCH", path, Map.of("title", proposal.title(), "body", proposal.body()), headers()));
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

    private PullRequest read(JsonNode pull) {
        long number = pull.path("number").asLong();
        boolean merged = pull.path("merged").asBoolean(false);
        boolean open = pull.path("state").asString("").equals("open");
        State state = merged ? State.MERGED : open ? State.OPEN : State.CLOSED;
        return new PullRequest(
                number,
                pull.path("html_url").asString(""),
                state,
                merged ? Paths.text(pull.path("merge_commit_sha")) : null,
                state == State.CLOSED ? closer(number) : null,
                open && pull.path("mergeable_state").asString("").equals("dirty"));
    }

    /** Only the issue behind a pull request says who closed it. */
    private @Nullable String closer(long number) {
        JsonNode issue = api.get("/repos/" + repository + "/issues/" + number, headers());
        return Paths.text(issue.path("closed_by").path("login"));
    }

    private String pulls() {
        return "/repos/" + repository + "/pulls";
    }

    private Map<String, String> headers() {
        return Map.of(
                "Authorization", "Bearer " + api.token(),
                "Accept", "application/vnd.github+json",
                "X-GitHub-Api-Version", "2022-11-28");
    }

    @Override
    public boolean isGenuine(HttpHeaders headers, byte[] body) {
        String signature = headers.getFirst("X-Hub-Signature-256");
        return signature != null
                && signature.startsWith(SIGNATURE)
                && secret.signedHex(signature.substring(SIGNATURE.length()), body);
    }
}
