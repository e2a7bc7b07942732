package dev.slipway.portal.forge.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.portal.forge.PullRequestSettings.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as a forge's documented API does, for a real bare repository in which merges really merge: a service of its
 * own can't run in the build.
 */
public final class ForgeDouble implements ForgeService {

    static final String REPOSITORY = "platform/golden";
    static final String TOKEN = "forge-token";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Path directory;
    private final Dialect dialect;
    private final List<Pull> pulls = new ArrayList<>();
    private volatile boolean down;

    public ForgeDouble(Kind kind, Path directory) throws Exception {
        this.directory = directory;
        this.dialect = Dialect.of(kind);
        HandWork.git(directory, "init", "-q", "--bare", "-b", "main", "golden.git");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.start();
    }

    @Override
    public URI apiUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public String name() {
        return REPOSITORY;
    }

    @Override
    public String token() {
        return TOKEN;
    }

    @Override
    public Path repository() {
        return directory.resolve("golden.git");
    }

    @Override
    public String remote() {
        return repository().toString();
    }

    @Override
    public void goesDown(boolean now) {
        down = now;
    }

    @Override
    public synchronized List<Seen> pulls() {
        return pulls.stream().map(Pull::seen).toList();
    }

    @Override
    public synchronized String merge(long number, Merge how) throws Exception {
        Pull pull = pull(number);
        Path clone = HandWork.clone(remote(), pull.base);
        HandWork.git(clone, "fetch", "-q", "origin", pull.head);
        switch (how) {
            case COMMIT -> HandWork.git(clone, "merge", "-q", "--no-ff", "-m", "Merge #" + number, "FETCH_HEAD");
            case SQUASH -> {
                HandWork.git(clone, "merge", "-q", "--squash", "FETCH_HEAD");
                HandWork.git(clone, "commit", "-qm", pull.title + " (#" + number + ")\n\n" + pull.body);
            }
            case REBASE -> {
                HandWork.git(clone, "checkout", "-q", "FETCH_HEAD");
                HandWork.git(clone, "rebase", "-q", "--force-rebase", "origin/" + pull.base);
            }
        }
        HandWork.git(clone, "push", "-q", "origin", "HEAD:" + pull.base);
        pull.tip = tip(pull);
        pull.state = "merged";
        pull.mergeCommit = HandWork.git(clone, "rev-parse", "HEAD").strip();
        return pull.mergeCommit;
    }

    @Override
    public synchronized void close(long number, String who) {
        pull(number).state = "closed";
        pull(number).closedBy = who;
    }

    @Override
    public synchronized void reopen(long number, String who) {
        pull(number).state = "open";
        pull(number).closedBy = "";
    }

    @Override
    public synchronized void rename(long number, String title) {
        pull(number).title = title;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status;
        byte[] answer;
        try {
            Object content = answer(exchange, body.length == 0 ? null : JSON.readTree(body));
            status = down
                    ? 503
                    : content == null ? 404 : exchange.getRequestMethod().equals("POST") ? 201 : 200;
            answer = JSON.writeValueAsBytes(content == null ? Map.of("message", "Not Found") : content);
        } catch (SecurityException e) {
            status = 401;
            answer = JSON.writeValueAsBytes(Map.of("message", String.valueOf(e.getMessage())));
        } catch (Exception e) {
            status = dialect.refusal();
            answer = JSON.writeValueAsBytes(Map.of("message", String.valueOf(e.getMessage())));
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private Object answer(HttpExchange exchange, JsonNode body) throws Exception {
        if (!dialect.token().equals(exchange.getRequestHeaders().getFirst(dialect.tokenHeader()))) {
            throw new SecurityException(dialect.badCredentials());
        }
        String path = exchange.getRequestURI().getRawPath();
        String query =
                java.util.Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
        String number = path.replaceFirst(".*/(\\d+)(/timeline)?$", "$1");
        if (path.equals(dialect.pulls())) {
            if (exchange.getRequestMethod().equals("POST")) {
                return dialect.show(opened(dialect.title(body), body), this);
            }
            return pulls.stream()
                    .sorted((left, right) -> Long.compare(right.number, left.number))
                    .filter(pull -> dialect.lists(pull, query))
                    .map(pull -> dialect.showInList(pull, this))
                    .toList();
        }
        if (path.startsWith(dialect.pulls() + "/main/")) {
            String head = path.substring((dialect.pulls() + "/main/").length());
            return pulls.stream()
                    .filter(pull -> pull.head.equals(head))
                    .findFirst()
                    .map(pull -> dialect.show(pull, this))
                    .orElse(null);
        }
        if (!number.matches("\\d+") || Long.parseLong(number) > pulls.size()) {
            return null;
        }
        Pull pull = pull(Long.parseLong(number));
        if (path.startsWith(dialect.pulls() + "/")) {
            if (!exchange.getRequestMethod().equals("GET")) {
                dialect.change(pull, body);
            }
            return dialect.show(pull, this);
        }
        return dialect.issue(pull);
    }

    private Pull opened(String title, JsonNode body) throws Exception {
        Pull pull = new Pull(pulls.size() + 1, dialect.head(body), dialect.base(body));
        if (pulls.stream().anyMatch(other -> other.head.equals(pull.head) && other.state.equals("open"))) {
            throw new IllegalStateException("A pull request already exists for " + pull.head);
        }
        HandWork.git(repository(), "rev-parse", "--verify", "refs/heads/" + pull.head);
        pull.title = title;
        pull.body = dialect.body(body);
        pulls.add(pull);
        return pull;
    }

    private Pull pull(long number) {
        return pulls.get((int) number - 1);
    }

    boolean conflicts(Pull pull) {
        try {
            Process merge = new ProcessBuilder("git", "merge-tree", "--write-tree", pull.base, pull.head)
                    .directory(repository().toFile())
                    .redirectErrorStream(true)
                    .start();
            merge.getInputStream().readAllBytes();
            return merge.waitFor() == 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where a branch stands, or stood when it was merged. */
    String tip(Pull pull) {
        try {
            return pull.state.equals("merged")
                    ? pull.tip
                    : HandWork.git(repository(), "rev-parse", "refs/heads/" + pull.head)
                            .strip();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isThere(Pull pull) {
        return Files.exists(repository().resolve("refs/heads").resolve(pull.head));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A pull request as the double keeps it. */
    static final class Pull {

        final long number;
        final String head;
        final String base;
        String title = "";
        String body = "";
        String state = "open";
        String mergeCommit = "";
        String closedBy = "";
        String tip = "";

        Pull(long number, String head, String base) {
            this.number = number;
            this.head = head;
            this.base = base;
        }

        Seen seen() {
            return new Seen(number, head, title, body, state.equals("open"));
        }
    }
}
