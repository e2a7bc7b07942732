package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.kube.KubeApi;
import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.observing.NotObserved;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Clusters that share one API server: each is a namespace with a service account that may touch nothing else. */
final class SimulatedClusters {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_ONCE = 8;

    private final Api portal;
    private final KubeApi host;
    private final String server;
    private final String authority;

    SimulatedClusters(Api portal, String kubeconfig) {
        this.portal = portal;
        this.host = KubeApi.of(kubeconfig);
        JsonNode cluster = new YAMLMapper().readTree(kubeconfig).at("/clusters/0/cluster");
        this.server = cluster.path("server").asString("");
        this.authority = new String(
                Base64.getMimeDecoder()
                        .decode(cluster.path("certificate-authority-data").asString("")),
                StandardCharsets.US_ASCII);
    }

    KubeApi host() {
        return host;
    }

    static String name(int number) {
        return "fleet-%04d".formatted(number);
    }

    void register(int count) {
        host.post("/apis/rbac.authorization.k8s.io/v1/clusterroles", """
                {"metadata":{"name":"fleet-bench"},
                 "rules":[{"apiGroups":[""],"resources":["configmaps"],"verbs":["*"]}]}
                """);
        inParallel(count, number -> {
            String name = name(number);
            ObjectNode body = JSON.createObjectNode()
                    .put("name", name)
                    .put("server", server)
                    .put("certificateAuthority", authority)
                    .put("token", token(name));
            body.putObject("labels").put("bench", "fleet");
            body.putArray("namespaces").add(name);
            portal.post("/api/v1/clusters", body).expect(201);
        });
    }

    /** From now on the platform reaches them at an address where nobody answers. */
    void makeDead(List<Integer> numbers, URI... nowhere) {
        inParallel(numbers.size(), index -> {
            ObjectNode body = JSON.createObjectNode()
                    .put("server", nowhere[index % nowhere.length].toString())
                    .put("certificateAuthority", authority)
                    .put("token", "none");
            portal.put("/api/v1/clusters/" + name(numbers.get(index)), body).expect(204);
        });
    }

    /** How many of them are in this state. */
    int count(String state) {
        return portal.get("/api/v1/clusters?find=bench%3Dfleet&size=1&state=" + state)
                .expect(200)
                .json()
                .path("total")
                .asInt(0);
    }

    private String token(String name) {
        host.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"%s\"}}".formatted(name));
        String accounts = "/api/v1/namespaces/%s/serviceaccounts".formatted(name);
        host.post(accounts, "{\"metadata\":{\"name\":\"slipway\"}}");
        host.post("/apis/rbac.authorization.k8s.io/v1/namespaces/%s/rolebindings".formatted(name), """
                {"metadata":{"name":"slipway"},
                 "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"fleet-bench"},
                 "subjects":[{"kind":"ServiceAccount","name":"slipway","namespace":"%s"}]}
                """.formatted(name));
        return host.post(accounts + "/slipway/token", "{\"spec\":{\"expirationSeconds\":86400}}")
                .at("/status/token")
                .asString("");
    }

    private static void inParallel(int count, IntConsumer work) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            CompletableFuture.allOf(IntStream.range(0, count)
                            .mapToObj(number -> CompletableFuture.runAsync(() -> work.accept(number), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof NotObserved seen ? seen : e;
        } finally {
            threads.shutdownNow();
        }
    }
}
