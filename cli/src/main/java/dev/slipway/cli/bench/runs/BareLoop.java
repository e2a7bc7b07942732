package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.kube.Census;
import dev.slipway.cli.bench.kube.InFlight;
import dev.slipway.cli.bench.kube.KubeApi;
import dev.slipway.cli.bench.objects.ManagedObject;
import dev.slipway.cli.bench.objects.ObjectKind;
import dev.slipway.cli.demo.observing.Await;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Nothing but server-side apply, one call after another on one HTTP/2 connection: what an API server can take. */
final class BareLoop implements AutoCloseable {

    /** As long as the platform's own domain, which the portal would look at. */
    private static final String DOMAIN = "example.dev";

    private static final String SELECTOR = DOMAIN + "/managed=true";
    private static final List<Integer> WIDTHS = List.of(8, 16, 32);
    private static final JsonMapper JSON = new JsonMapper();

    private final KubeApi cluster;
    private final String namespace;
    private final List<String> collections;
    private final Census census;
    private int width = WIDTHS.get(0);

    BareLoop(KubeApi cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.collections = Arrays.stream(ObjectKind.values())
                .map(kind -> kind.collection(namespace))
                .toList();
        this.census = cluster.census(collections, SELECTOR);
    }

    /** Chooses how many calls are under way at a time: what was fastest with some objects; leaves none of them. */
    int chooseWidth(int objects) {
        double shortest = Double.MAX_VALUE;
        int best = width;
        for (int tried : WIDTHS) {
            width = tried;
            double millis = apply(objects);
            clear();
            if (millis < shortest) {
                shortest = millis;
                best = tried;
            }
        }
        width = best;
        return best;
    }

    /** Creates objects; milliseconds from the first call until the last object was there. */
    double apply(int objects) {
        List<Call> calls = ManagedObject.range(namespace, 0, objects).stream()
                .map(this::call)
                .toList();
        int total = census.present() + objects;
        long begun = System.nanoTime();
        InFlight.each(calls, width, call -> cluster.applying(call.path(), call.body()));
        Await.until(Site.PATIENCE, "all objects are there", () -> census.present() == total);
        return Workload.Arrived.millis(begun, census.latestChange());
    }

    private record Call(String path, byte[] body) {}

    /** With labels like those that the platform adds. */
    private Call call(ManagedObject object) {
        ObjectNode manifest = object.manifest();
        ObjectNode metadata = (ObjectNode) manifest.path("metadata");
        metadata.put("namespace", namespace)
                .putObject("labels")
                .put(DOMAIN + "/managed", "true")
                .put(DOMAIN + "/tenant", namespace)
                .put(DOMAIN + "/instance", "load-" + object.number() / 1_000 * 1_000);
        return new Call(object.path(), JSON.writeValueAsBytes(manifest));
    }

    /** Deletes them all. */
    void clear() {
        collections.forEach(collection -> cluster.deleteAll(collection, SELECTOR));
        Await.until(Site.PATIENCE, "all objects are gone", () -> census.present() == 0);
    }

    @Override
    public void close() {
        census.close();
    }
}
