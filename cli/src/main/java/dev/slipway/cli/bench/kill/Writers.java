package dev.slipway.cli.bench.kill;

import dev.slipway.cli.demo.doors.Answer;
import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.observing.NotObserved;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** People who order and delete all the time, and who ask again with the same key when nobody answers. */
final class Writers implements AutoCloseable {

    private static final int WRITERS = 4;
    private static final int LIVE = 3;
    private static final long PAUSE_MILLIS = 100;
    private static final Duration FINISHING = Duration.ofMinutes(3);
    private static final JsonMapper JSON = new JsonMapper();

    /** Beside what says that something is broken: a portal that just started does not know everything yet. */
    private static final Set<Integer> ASK_AGAIN = Set.of(401, 403, 404, 408, 429);

    private final Api api;
    private final String tenant;
    private final Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile String latest = "";
    private volatile boolean finishing;
    private volatile boolean closed;

    Writers(Api api, String tenant) {
        this.api = api;
        this.tenant = tenant;
    }

    /**
     * A request that the portal took.
     *
     * @param kind {@code order} or {@code delete}
     * @param name the instance's name
     * @param id the request's id
     */
    record Accepted(String kind, String name, String id) {}

    void start() {
        for (int writer = 0; writer < WRITERS; writer++) {
            String prefix = "shop-%d-".formatted(writer);
            Thread thread = new Thread(() -> write(prefix), "writer-" + writer);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void write(String prefix) {
        Deque<Accepted> live = new ArrayDeque<>();
        for (int number = 0; !finishing && !closed; pause()) {
            Accepted oldest = live.peekFirst();
            if (oldest == null || live.size() < LIVE) {
                Accepted order = place(order(prefix + number++));
                if (order != null) {
                    live.addLast(order);
                }
                continue;
            }
            String state = state(oldest);
            if (state.equals("READY")) {
                place(JSON.createObjectNode()
                        .put("kind", "delete")
                        .put("name", oldest.name())
                        .put("tenant", tenant));
            }
            if (state.equals("READY") || state.equals("FAILED")) {
                live.removeFirst();
            }
        }
    }

    private ObjectNode order(String name) {
        ObjectNode order = JSON.createObjectNode()
                .put("kind", "order")
                .put("entry", "web-service")
                .put("plan", "small")
                .put("name", name)
                .put("tenant", tenant);
        order.putObject("parameters")
                .put("image", "localhost:9/shop:1.2.0")
                .put("minReplicas", 1)
                .put("startupSeconds", 1);
        return order;
    }

    /** Asks until there is an answer: what was taken, or {@code null} if it was refused. */
    private @Nullable Accepted place(ObjectNode body) {
        String key = UUID.randomUUID().toString();
        while (!closed) {
            try {
                Answer answer = api.post("/api/v1/requests", body, key);
                if (answer.status() == 202) {
                    Accepted taken = new Accepted(
                            body.path("kind").asString(""),
                            body.path("name").asString(""),
                            answer.json().path("id").asString(""));
                    accepted.add(taken);
                    return taken;
                }
                if (answer.status() < 500 && !ASK_AGAIN.contains(answer.status())) {
                    refused.add(body + " was answered " + answer.status() + ": " + answer.text());
                    return null;
                }
                latest = answer.status() + " " + answer.text();
            } catch (NotObserved e) {
                // Whether it was taken is not known, and the key makes it safe to ask again.
                latest = e.toString();
            }
            pause();
        }
        return null;
    }

    private String state(Accepted request) {
        try {
            Answer answer = api.get("/api/v1/requests/" + request.id());
            JsonNode found = answer.status() == 200 ? answer.json() : JSON.createObjectNode();
            return found.path("state").asString("");
        } catch (NotObserved e) {
            return "";
        }
    }

    /** The pace of the load. */
    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Lets them finish what they are about to place. */
    void finish() throws InterruptedException {
        finishing = true;
        for (Thread thread : threads) {
            thread.join(FINISHING.toMillis());
            NotObserved.unless(
                    !thread.isAlive(), thread.getName() + " is still refused by a portal that runs: " + latest);
        }
    }

    List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public void close() {
        closed = true;
    }
}
