package dev.slipway.portal.forge;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** The REST API of Gitea and Forgejo, version 1. */
final class Gitea extends PullsForge {

    private static final int PAGE = 50;
    private static final int MOST_PAGES = 20;

    private final String kind;

    Gitea(ForgeApi api, String repository, WebhookSecret secret, PullRequestSettings.Kind kind) {
        super(api, repository, secret);
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
    boolean hasConflicts(JsonNode pull) {
        return !pull.path("mergeable").asBoolean(true);
    }

    @Override
    @Nullable
    String closer(long number) {
        String closer = null;
        for (JsonNode event : api.get(issue(number) + "/timeline", headers())) {
            if (event.path("type").asString("").equals("close")) {
                closer = Paths.text(event.path("user").path("login"));
            }
        }
        return closer;
    }

    @Override
    Map<String, String> headers() {
        return Map.of("Authorization", "token " + api.token());
    }

    @Override
    public boolean isGenuine(HttpHeaders headers, byte[] body) {
        return Stream.of("X-Forgejo-Signature", "X-Gitea-Signature")
                .map(headers::getFirst)
                .anyMatch(signature -> secret.signedHex(signature, body));
    }
}
