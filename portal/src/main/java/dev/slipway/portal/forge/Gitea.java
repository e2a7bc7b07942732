package dev.slipway.portal.forge;

import dev.slipway.portal.forge.PullRequest.State;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** The REST API of Gitea and Forgejo, version 1. */
final class Gitea implements Forge {

    private static final int PAGE = 50;
    private static final int MOST_PAGES = 20;

    private final ForgeApi api;
    private final String repository;
    private final WebhookSecret secret;
    private final String kind;

    Gitea(ForgeApi api, String repository, WebhookSecret secret, PullRequestSettings.Kind kind) {
        this.api = api;
        this.repository = repository;
        this.secret = secret;
        this.kind = kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String kind() {
        return kind;
    }

    /** The list can't be asked for a branch, so it is looked through, newest first. */
    @Override
    public Optional<PullRequest> find(String branch) {
        for (int page = 1; page <= MOST_PAGES; page++) {
            JsonNode pulls =
                    api.get(pulls() + "?state=all&sort=recentupdate&limit=%d&page=%d".formatted(PAGE, page), headers());
            for (JsonNode pull : pulls) {
                if (pull.path("head").path("ref").asString("").equals(branch)) {
                    return Optional.of(read(pull));
                }
            }
            if (pulls.size() < PAGE) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

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
                open && !pull.path("mergeable").asBoolean(true));
    }

    private @Nullable String closer(long number) {
        String closer = null;
        for (JsonNode event : api.get("/repos/" + repository + "/issues/" + number + "/timeline", headers())) {
            if (event.path("type").asString("").equals("close")) {
                closer = Paths.text(event.path("user").path("login"));
            }
        }
        return closer;
    }

    private String pulls() {
        return "/repos/" + repository + "/pulls";
    }

    private Map<String, String> headers() {
        return Map.of("Authorization", "token " + api.token());
    }

    @Override
    public boolean isGenuine(HttpHeaders headers, byte[] body) {
        return Stream.of("X-Forgejo-Signature", "X-Gitea-Signature")
                .map(headers::getFirst)
                .anyMatch(signature -> secret.signedHex(signature, body));
    }
}
