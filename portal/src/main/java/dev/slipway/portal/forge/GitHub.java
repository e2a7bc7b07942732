package dev.slipway.portal.forge;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** GitHub's REST API, version 2022-11-28. */
final class GitHub extends PullsForge {

    private static final String SIGNATURE = "sha256=";

    GitHub(ForgeApi api, String repository, WebhookSecret secret) {
        super(api, repository, secret);
    }

    @Override
    public String kind() {
        return "github";
    }

    @Override
    public Optional<PullRequest> find(String branch) {
        JsonNode found = api.get(
                pulls() + "?state=all&sort=created&direction=desc&head=" + Paths.encoded(owner() + ":" + branch),
                headers());
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(look(found.get(0).path("number").asLong()));
    }

    /** It is {@code null} as long as GitHub hasn't tried. */
    @Override
    boolean hasConflicts(JsonNode pull) {
        return pull.path("mergeable").isBoolean() && !pull.path("mergeable").asBoolean();
    }

    @Override
    @Nullable
    String closer(long number) {
        return Paths.text(api.get(issue(number), headers()).path("closed_by").path("login"));
    }

    @Override
    Map<String, String> headers() {
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
