package dev.slipway.portal.forge.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.portal.forge.PullRequestSettings.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as a forge's documented API does, for a real bare repository in which merges really merge: a service of its
 * own can't run in the build.
 */
public final class ForgeDouble implements AutoCloseable {

    static final String REPOSITORY = "platform/golden";
    static final String TOKEN = "forge-token";

    /** How a forge merges. */
    public enum Merge {
        COMMIT,
        SQUASH,
        REBASE
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Path directory;
    private final Dialect dialect;
    private final List<Pull> pulls = new ArrayList<>();
    private volatile boolean down;

    public ForgeDouble(Kind kind, Path directory) throws Exception {
        this.directory = directory;
        this.dialect = Dialect.of(kind);
        git(directory, "init", "-q", "--bare", "-b", "main", "golden.git");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.start();
    }

    public URI apiUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Path repository() {
        return directory.resolve("golden.git");
    }

    /** Answers nobody until it is told otherwise. */
    public void goesDown(boolean now) {
        down = now;
    }

    public synchronized List<Pull> pulls() {
        return List.copyOf(pulls);
    }

    /** A person merges. */
    public synchronized String merge(long number, Merge how) throws Exception {
        Pull pull = pull(number);
        Path clone = clone(pull.base);
        git(clone, "fetch", "-q", "origin", pull.head);
        switch (how) {
            case COMMIT -> git(clone, "merge", "-q", "--no-ff", "-m", "Merge #" + number, "FETCH_HEAD");
            case SQUASH -> {
                git(clone, "merge", "-q", "--squash", "FETCH_HEAD");
                git(clone, "commit", "-qm", pull.title + " (#" + number + ")");
            }
            case REBASE -> {
                git(clone, "checkout", "-q", "FETCH_HEAD");
                git(clone, "rebase", "-q", "--force-rebase", "origin/" + pull.base);
            }
        }
        git(clone, "push", "-q", "origin", "HEAD:" + pull.base);
        pull.state = "merged";
        pull.mergeCommit = git(clone, "rev-parse", "HEAD").strip();
        return pull.mergeCommit;
    }

    /** A person closes. */
    public synchronized void close(long number, String who) {
        pull(number).state = "closed";
        pull(number).closedBy = who;
    }

    /** A person pushes to a branch. */
    public void push(String branch, String path, String content) throws Exception {
        Path clone = clone(branch);
        Files.createDirectories(clone.resolve(path).getParent());
        Files.writeString(clone.resolve(path), content);
        git(clone, "add", "-A");
        git(clone, "commit", "-qm", "By hand");
        git(clone, "push", "-q", "origin", "HEAD:" + branch);
    }

    private Path clone(String branch) throws Exception {
        Path clone = Files.createTempDirectory(directory, "clone");
        git(clone, "clone", "-q", "-b", branch, repository().toString(), ".");
        return clone;
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
        } catch (Exception e) {
            status = 422;
            answer = JSON.writeValueAsBytes(Map.of("message", String.valueOf(e.getMessage())));
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private Object answer(HttpExchange exchange, JsonNode body) throws Exception {
        if (!dialect.token().equals(exchange.getRequestHeaders().getFirst(dialect.tokenHeader()))) {
            throw new IllegalStateException("Bad credentials");
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
                    .map(pull -> dialect.show(pull, this))
                    .toList();
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
        git(repository(), "rev-parse", "--verify", "refs/heads/" + pull.head);
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

    public static String git(Path in, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Rita Reviewer", "-c", "user.email=rita@example.org"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(command + " said " + said);
        }
        return said;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A pull request as the double keeps it. */
    public static final class Pull {

        final long number;
        final String head;
        final String base;
        String title = "";
        String body = "";
        String state = "open";
        String mergeCommit = "";
        String closedBy = "";

        Pull(long number, String head, String base) {
            this.number = number;
            this.head = head;
            this.base = base;
        }

        public long number() {
            return number;
        }

        public String head() {
            return head;
        }

        public String title() {
            return title;
        }

        public String body() {
            return body;
        }

        public String state() {
            return state;
        }
    }
}
