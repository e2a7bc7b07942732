package dev.slipway.portal.forge.testing;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One repository of a real Gitea. */
public final class GiteaForge implements ForgeService {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GiteaServer server;
    private final String name;

    GiteaForge(GiteaServer server, String name) {
        this.server = server;
        this.name = name;
    }

    @Override
    public URI apiUrl() {
        return server.apiUrl();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String token() {
        return server.token();
    }

    @Override
    public Path repository() {
        return server.bare(name);
    }

    @Override
    public String remote() {
        return server.remote(name);
    }

    @Override
    public List<Seen> pulls() throws Exception {
        List<Seen> pulls = new ArrayList<>();
        for (JsonNode pull : server.as("rita").get("/repos/" + name + "/pulls?state=all&limit=50")) {
            pulls.add(new Seen(
                    pull.get("number").asLong(),
                    pull.get("head").get("label").asString(),
                    pull.get("title").asString(),
                    pull.get("body").asString(),
                    pull.get("state").asString().equals("open")));
        }
        pulls.sort(Comparator.comparing(Seen::number));
        return pulls;
    }

    /** Gitea merges nothing that it hasn't tried to merge since the last push. */
    @Override
    public String merge(long number, Merge how) throws Exception {
        String method = how == Merge.COMMIT ? "merge" : how.name().toLowerCase(java.util.Locale.ROOT);
        await().atMost(PATIENCE)
                .until(() ->
                        server.as("rita").get(pull(number)).get("mergeable").asBoolean());
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            server.as("rita").send("POST", pull(number) + "/merge", Map.of("Do", method));
            return true;
        });
        return HandWork.git(repository(), "rev-parse", "main").strip();
    }

    @Override
    public void close(long number, String who) throws Exception {
        server.as(who).send("PATCH", pull(number), Map.of("state", "closed"));
    }

    @Override
    public void reopen(long number, String who) throws Exception {
        server.as(who).send("PATCH", pull(number), Map.of("state", "open"));
    }

    @Override
    public void rename(long number, String title) throws Exception {
        server.as("rita").send("PATCH", pull(number), Map.of("title", title));
    }

    /** Has all that happens to pull requests told. */
    public void tell(String address, String secret) throws Exception {
        server.as(GiteaServer.KEEPER)
                .send(
                        "POST",
                        "/repos/" + name + "/hooks",
                        Map.of(
                                "type",
                                "gitea",
                                "active",
                                true,
                                "events",
                                List.of("pull_request"),
                                "config",
                                Map.of("url", address, "content_type", "json", "secret", secret)));
    }

    private String pull(long number) {
        return "/repos/" + name + "/pulls/" + number;
    }

    @Override
    public void goesDown(boolean now) throws Exception {
        server.goesDown(now);
    }

    /** The server goes on for others. */
    @Override
    public void close() {}
}
