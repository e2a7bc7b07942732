package dev.slipway.cli.bench.runs;

import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.doors.Events;
import dev.slipway.cli.demo.machine.Installation;
import dev.slipway.cli.demo.machine.PortalProcess;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a bench starts its portals, and what all benches do with them. */
public final class Site implements AutoCloseable {

    /** The team that benches order for. */
    static final String TEAM = "team-bench";

    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path workspace;
    private final Installation installation;
    private final PrintWriter out;
    private final List<PortalProcess> portals = new ArrayList<>();
    private volatile boolean kept;

    /**
     * @param workspace an empty directory
     * @param installation what to start portals from
     * @param out where progress is told
     */
    public Site(Path workspace, Installation installation, PrintWriter out) {
        this.workspace = workspace;
        this.installation = installation;
        this.out = out;
    }

    /** @param line progress */
    public void tell(String line) {
        out.println(line);
        out.flush();
    }

    Installation installation() {
        return installation;
    }

    /**
     * @param name a name
     * @return the directory of that name, for this run only
     * @throws IOException if it can't be made
     */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(workspace.resolve(name));
    }

    /** A portal that is not started yet. */
    PortalProcess portal(String name) throws IOException {
        return portal(name, List.of());
    }

    /**
     * @param name where it keeps its data
     * @param flags further flags of its JVM
     * @return a portal that is not started yet
     * @throws IOException if its directory can't be made
     */
    public synchronized PortalProcess portal(String name, List<String> flags) throws IOException {
        PortalProcess portal = new PortalProcess(installation, folder(name), flags);
        portals.add(portal);
        return portal;
    }

    /**
     * Starts a portal and waits until its host cluster is up.
     *
     * @param portal a portal that doesn't run
     * @return it, called as the administrator
     * @throws IOException if there is no administrator's token
     */
    public Api started(PortalProcess portal) throws IOException {
        portal.start();
        Path token = portal.data().resolve("admin-token");
        awaitPages(portal);
        Await.until(PATIENCE, "there is an administrator's token", () -> Files.isReadable(token));
        Api api = new Api(portal.url(), Files.readString(token).strip());
        awaitHost(api);
        return api;
    }

    private static void awaitPages(PortalProcess portal) {
        portal.awaitAnswer("/", PATIENCE);
        Await.until(
                PATIENCE,
                "the portal says that it is ready",
                () -> Files.isReadable(portal.data().resolve("portal.url")));
    }

    /**
     * Waits until a portal that was started before is ready again and its host cluster is up.
     *
     * @param portal a portal that is starting
     * @throws IOException if there is no administrator's token
     */
    public void awaitStarted(PortalProcess portal) throws IOException {
        awaitPages(portal);
        awaitHost(new Api(
                portal.url(),
                Files.readString(portal.data().resolve("admin-token")).strip()));
    }

    /** Leaves everything where it is, for somebody to look at. */
    public void keep() {
        kept = true;
    }

    /** @return whether something is to be looked at */
    public boolean isKept() {
        return kept;
    }

    static void awaitHost(Api api) {
        Await.until(
                PATIENCE,
                "the host cluster is up",
                () -> StreamSupport.stream(
                                api.get("/api/v1/status")
                                        .expect(200)
                                        .json()
                                        .path("clusters")
                                        .spliterator(),
                                false)
                        .anyMatch(cluster -> cluster.path("name").asString("").equals("host")
                                && cluster.path("state").asString("").equals("READY")));
    }

    /** Orders, and follows the request to its end. */
    static Done order(Api api, ObjectNode order) {
        long wall = System.currentTimeMillis();
        long sent = System.nanoTime();
        JsonNode accepted = api.post("/api/v1/requests", order).expect(202).json();
        double acceptedMillis = millisSince(sent);
        JsonNode ended = end(api, accepted.path("id").asString(""));
        return new Done(wall, acceptedMillis, millisSince(sent), ended);
    }

    /** Deletes, and follows the request to its end; milliseconds until nothing was left. */
    static double delete(Api api, String key) {
        long sent = System.nanoTime();
        JsonNode accepted = api.delete("/api/v1/instances/" + key).expect(202).json();
        end(api, accepted.path("id").asString(""));
        return millisSince(sent);
    }

    private static JsonNode end(Api api, String id) {
        List<String> states = Events.follow(api, "/api/v1/requests/" + id + "/events", PATIENCE);
        JsonNode request = api.get("/api/v1/requests/" + id).expect(200).json();
        NotObserved.unless(
                !request.path("state").asString("").equals("FAILED"),
                "Request %s failed after %s: %s".formatted(id, states, request.path("failure")));
        return request;
    }

    static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000.0;
    }

    /**
     * A request that came to its end.
     *
     * @param sentAt when the order was sent, by the wall clock, in milliseconds
     * @param acceptedMillis until the answer was here
     * @param endedMillis until the stream of its events told the end
     * @param request as it is at the end
     */
    record Done(long sentAt, double acceptedMillis, double endedMillis, JsonNode request) {

        /** From sending the order to the moment that the timeline names for a step. */
        double millisTo(String step) {
            for (JsonNode taken : request.path("timeline")) {
                if (taken.path("step").asString("").equals(step)) {
                    String at = taken.path("at").asString("");
                    return java.time.Instant.parse(at).toEpochMilli() - (double) sentAt;
                }
            }
            throw new NotObserved("The timeline has no step '%s': %s".formatted(step, request.path("timeline")));
        }
    }

    /** The last one first, which may use what those before it run. */
    @Override
    public synchronized void close() {
        for (int last = portals.size() - 1; last >= 0; last--) {
            portals.get(last).close();
        }
    }
}
