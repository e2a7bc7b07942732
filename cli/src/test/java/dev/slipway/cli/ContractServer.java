package dev.slipway.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An HTTP server on loopback that answers as the contract of the REST API says, and remembers what it was asked. */
final class ContractServer implements AutoCloseable {

    static final String TOKEN = "slw_valid";

    record Asked(String line, String body, Map<String, List<String>> headers) {

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    private record Answer(int status, String type, byte[] body) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    ContractServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Several answers for the same line are given one after the other, the last one for good. */
    ContractServer answer(String line, int status, String json) {
        return answer(line, status, status < 400 ? "application/json" : "application/problem+json", json);
    }

    ContractServer answer(String line, int status, String type, String body) {
        answers.computeIfAbsent(line, key -> new ArrayDeque<>())
                .add(new Answer(status, type, body.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    List<Asked> asked() {
        return asked;
    }

    Asked asked(String line) {
        return asked.stream()
                .filter(one -> one.line().equals(line))
                .findFirst()
                .orElseThrow(() -> new AssertionError("never asked: " + line + ", but " + asked));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(line, body, exchange.getRequestHeaders()));
        Answer answer = authorized(exchange) ? next(line) : problem(401, "Unauthorized");
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private static boolean authorized(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().startsWith("/actuator/")
                || ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private synchronized Answer next(String line) {
        Deque<Answer> left = answers.get(line);
        if (left == null) {
            return problem(404, "Not found");
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    private static Answer problem(int status, String title) {
        String json = "{\"title\":\"" + title + "\",\"status\":" + status + "}";
        return new Answer(status, "application/problem+json", json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
