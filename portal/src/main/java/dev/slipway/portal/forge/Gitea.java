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

    private final String base;
    private final String kind;

    /** The base is the only branch that pull requests are looked for into. */
    Gitea(ForgeApi api, String repository, WebhookSecret secret, String base, PullRequestSettings.Kind kind) {
        super(api, repository, secret);
        this.base = base;
        this.kind = kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String kind() {
        return kind;
    }

    /** Asks for any one first: most branches have none, and the list can't be asked for a branch. */
    @Override
    public Optional<PullRequest> find(String branch) {
        JsonNode any = api.get(pulls() + "/" + Paths.encoded(base) + "/" + branch, headers());
        if (any.isMissingNode()) {
            return Optional.empty();
        }
        return isOpen(any) ? Optional.of(read(any)) : Optional.of(newest(branch).orElseGet(() -> read(any)));
    }

    /** Looks through the list, newest first; how long a page may be is the server's to say. */
    private Optional<PullRequest> newest(String branch) {
        for (int page = 1; page <= MOST_PAGES; page++) {
            JsonNode pulls = api.get(pulls() + "?state=all&limit=%d&page=%d".formatted(PAGE, page), headers());
            for (JsonNode pull : pulls) {
                if (isFrom(pull, branch)) {
                    return Optional.of(read(pull));
                }
            }
            if (pulls.isEmpty()) {
                break;
            }
        }
        return Optional.empty();
    }

    /** When a branch is gone, {@code ref} names something else, and only the label still says which it was. */
    private static boolean isFrom(JsonNode pull, String branch) {
        return pull.path("head").path("label").asString("").equals(branch);
    }

    /** Not mergeable are a draft, too, and what Gitea hasn't tried yet since the last push. */
    @Override
    boolean hasConflicts(JsonNode pull) {
        return !pull.path("mergeable").asBoolean(true) && !pull.path("draft").asBoolean(false);
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
