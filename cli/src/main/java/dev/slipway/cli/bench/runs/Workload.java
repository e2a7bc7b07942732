package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.kube.Census;
import dev.slipway.cli.bench.kube.KubeApi;
import dev.slipway.cli.bench.measure.LiveHeap;
import dev.slipway.cli.bench.objects.Declaration;
import dev.slipway.cli.bench.objects.ManagedObject;
import dev.slipway.cli.bench.objects.ObjectKind;
import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.doors.Git;
import dev.slipway.cli.demo.machine.PortalProcess;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A namespace of a portal's tenant, objects in it that are declared by `git push`, and their number on the cluster. */
public final class Workload implements AutoCloseable {

    private static final int LARGEST_PAGE = 200;
    private static final int HEAP_LOOKS = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration WITHOUT_NEWS = Duration.ofMinutes(5);
    private static final long TOLD_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final Site site;
    private final PortalProcess portal;
    private final Api api;
    private final KubeApi cluster;
    private final String tenant;
    private final Git golden;
    private final Census census;

    private Workload(Site site, PortalProcess portal, Api api, KubeApi cluster, String tenant) throws IOException {
        this.site = site;
        this.portal = portal;
        this.api = api;
        this.cluster = cluster;
        this.tenant = tenant;
        String token = Files.readString(portal.data().resolve("admin-token")).strip();
        this.golden = Git.in(site.folder("git-" + tenant))
                .clone(Git.withCredentials(portal.url().resolve("/git/golden.git"), "admin", token), "golden");
        this.census = cluster.census(
                Arrays.stream(ObjectKind.values())
                        .map(kind -> kind.collection(tenant))
                        .toList(),
                "slipway.dev/managed=true,slipway.dev/instance!=" + tenant);
    }

    /**
     * Orders a namespace and clones the golden repository.
     *
     * @param site where the clone goes
     * @param portal the portal
     * @param api it, called as the administrator
     * @param cluster its host cluster
     * @param tenant the namespace
     * @return a workload without objects
     * @throws IOException if the clone can't be made
     */
    public static Workload in(Site site, PortalProcess portal, Api api, KubeApi cluster, String tenant)
            throws IOException {
        order(api, tenant);
        return new Workload(site, portal, api, cluster, tenant);
    }

    /** Orders a namespace and waits for it. */
    static void order(Api api, String tenant) {
        ObjectNode order = new JsonMapper()
                .createObjectNode()
                .put("kind", "order")
                .put("entry", "team-namespace")
                .put("plan", "large")
                .put("name", tenant)
                .put("team", Site.TEAM);
        order.putObject("parameters");
        Site.order(api, order);
    }

    /**
     * When objects came.
     *
     * @param pushed when the push began, as all by {@link System#nanoTime}
     * @param moved when the push was done, and with it the golden branch moved
     * @param first when the first object was there
     * @param last when the last one was
     */
    public record Arrived(long pushed, long moved, long first, long last) {

        static double millis(long from, long to) {
            return (to - from) / 1_000_000.0;
        }
    }

    KubeApi cluster() {
        return cluster;
    }

    /** @return the clone */
    public Git golden() {
        return golden;
    }

    /**
     * @param from the first one's number
     * @param count how many
     * @return objects of the namespace, declared or not
     */
    public List<ManagedObject> objects(int from, int count) {
        return ManagedObject.range(tenant, from, count);
    }

    /**
     * Declares objects beside those that are there and waits until all are applied and the portal knows that.
     *
     * @param prefix what the instances' names begin with
     * @param objects the objects
     * @return when they came
     * @throws IOException if the clone can't be written
     */
    public Arrived declare(String prefix, List<ManagedObject> objects) throws IOException {
        Declaration declaration = new Declaration(golden, tenant, prefix);
        declaration.commit(objects);
        int total = census.present() + objects.size();
        census.forgetFirst();
        long pushed = System.nanoTime();
        declaration.push();
        long moved = System.nanoTime();
        await(total);
        Arrived arrived = new Arrived(pushed, moved, census.firstAdded(), census.latestChange());
        awaitTold(total);
        return arrived;
    }

    /** Withdraws what was declared by this prefix and waits until it is gone; milliseconds from the golden branch's move. */
    double withdraw(String prefix, int left) {
        Declaration declaration = new Declaration(golden, tenant, prefix);
        declaration.withdraw();
        declaration.push();
        long moved = System.nanoTime();
        await(left);
        double millis = Arrived.millis(moved, census.latestChange());
        awaitTold(left);
        return millis;
    }

    private void await(int expected) {
        Progress progress = new Progress();
        while (census.present() != expected) {
            progress.look(expected);
            Await.found(
                    WITHOUT_NEWS,
                    () -> "the next of %d objects, %d are there".formatted(expected, census.present()),
                    progress::news);
        }
    }

    /** What the last look found; a wait without news is given up. */
    private final class Progress {

        private int seen = census.present();
        private long told = System.nanoTime();

        void look(int expected) {
            NotObserved.unless(portal.running().isAlive(), "The portal ended by itself, see " + portal.log());
            seen = census.present();
            if (System.nanoTime() - told > TOLD_EVERY_NANOS) {
                told = System.nanoTime();
                site.tell("%d objects are there, waiting for %d".formatted(seen, expected));
            }
        }

        java.util.Optional<Integer> news() {
            int now = census.present();
            return now == seen ? java.util.Optional.empty() : java.util.Optional.of(now);
        }
    }

    private void awaitTold(int total) {
        Await.until(
                Site.PATIENCE, "the portal tells that %d objects are applied".formatted(total), () -> ready() == total);
    }

    /** What the portal tells of its instances, the namespace itself left out. */
    private int ready() {
        int ready = 0;
        String path = "/api/v1/instances?tenant=%s&size=%d".formatted(tenant, LARGEST_PAGE);
        for (JsonNode instance : api.get(path).expect(200).json().path("items")) {
            ready += instance.path("name").asString("").equals(tenant)
                    ? 0
                    : instance.path("objectsReady").asInt(0);
        }
        return ready;
    }

    /** The smallest of several looks, in MiB: what is left after full collections while nothing is asked of the portal. */
    double heap() throws InterruptedException {
        double smallest = Double.MAX_VALUE;
        for (int look = 0; look < HEAP_LOOKS; look++) {
            // Being left alone is what is measured here, not something that is waited for.
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            smallest = Math.min(smallest, LiveHeap.megabytes(portal.running().pid()));
        }
        return smallest;
    }

    @Override
    public void close() {
        census.close();
    }
}
