package dev.slipway.portal.forge;

import dev.slipway.portal.forge.PullRequest.State;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** GitLab's REST API, version 4. */
final class GitLab implements Forge {

    private static final Duration OLDEST = Duration.ofMinutes(5);

    private final ForgeApi api;
    private final String requests;
    private final WebhookSecret secret;

    GitLab(ForgeApi api, String repository, WebhookSecret secret) {
        this.api = api;
        this.requests = "/projects/" + Paths.encoded(repository) + "/merge_requests";
        this.secret = secret;
    }

    @Override
    public String kind() {
        return "gitlab";
    }

    @Override
    public Optional<PullRequest> find(String branch) {
        JsonNode found = api.get(
                requests + "?state=all&order_by=created_at&sort=desc&source_branch=" + Paths.encoded(branch),
                headers());
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(look(found.get(0).path("iid").asLong()));
    }

    @Override
    public PullRequest open(Proposal proposal) {
        Optional<PullRequest> there = find(proposal.branch()).filter(found -> found.state() == State.OPEN);
        if (there.isPresent()) {
            Map<String, String> change = Map.of("title", proposal.title(), "description", proposal.body());
            return read(api.send("PUT", requests + "/" + there.get().number(), change, headers()));
        }
        return read(api.send(
                "POST",
                requests,
                Map.of(
                        "source_branch", proposal.branch(),
                        "target_branch", proposal.base(),
                        "title", proposal.title(),
                        "description", proposal.body(),
                        "remove_source_branch", true),
                headers()));
    }

    @Override
    public void close(long number) {
        if (look(number).state() == State.OPEN) {
            api.send("PUT", requests + "/" + number, Map.of("state_event", "close"), headers());
        }
    }

    @Override
    public PullRequest look(long number) {
        return read(Paths.existing(api.get(requests + "/" + number, headers()), number));
    }

    private static PullRequest read(JsonNode request) {
        State state =
                switch (request.path("state").asString("")) {
                    case "merged" -> State.MERGED;
                    case "closed" -> State.CLOSED;
                    default -> State.OPEN;
                };
        return new PullRequest(
                request.path("iid").asLong(),
                request.path("web_url").asString(""),
                state,
                Paths.text(request.path("sha")),
                state == State.MERGED ? commit(request) : null,
                state == State.CLOSED ? Paths.text(request.path("closed_by").path("username")) : null,
                state == State.OPEN && request.path("has_conflicts").asBoolean(false));
    }

    /** There is a merge commit, or a squashed one, or the branch's own was moved to. */
    private static @Nullable String commit(JsonNode request) {
        return Stream.of("merge_commit_sha", "squash_commit_sha", "sha")
                .map(name -> request.path(name).asString(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private Map<String, String> headers() {
        return Map.of("PRIVATE-TOKEN", api.token());
    }

    /** A signing token signs as the Standard Webhooks specification says; the older secret token is sent as it is. */
    @Override
    public boolean isGenuine(HttpHeaders headers, byte[] body) {
        String signature = headers.getFirst("webhook-signature");
        if (signature == null) {
            return secret.is(headers.getFirst("X-Gitlab-Token"));
        }
        String id = headers.getFirst("webhook-id");
        String timestamp = headers.getFirst("webhook-timestamp");
        if (id == null || timestamp == null || !isRecent(timestamp)) {
            return false;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        content.writeBytes(body);
        return secret.signedStandard(signature, content.toByteArray());
    }

    private static boolean isRecent(String seconds) {
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(seconds));
            return Duration.between(sent, Instant.now()).abs().compareTo(OLDEST) <= 0;
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return false;
        }
    }
}
