package dev.slipway.cli.bench.kube;

import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An API server as the owner of a kubeconfig calls it. */
public final class KubeApi {

    static final JsonMapper JSON = new JsonMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ANYTHING = "application/json";
    private static final String METADATA = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    private static final String METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    /** For a day, since an API server that isn't told ends a watch after half an hour to an hour. */
    private static final String WATCH_FROM = "&watch=1&timeoutSeconds=86400&resourceVersion=";

    private static final int LARGEST_CENSUS = 1_000_000;

    private final URI server;
    private final HttpClient http;
    private final HttpClient watching;

    private KubeApi(ClientIdentity identity) {
        this.server = identity.server();
        this.http = client(identity);
        this.watching = client(identity);
    }

    /**
     * @param kubeconfig a kubeconfig with a client certificate
     * @return the API server that it names
     */
    public static KubeApi of(String kubeconfig) {
        return new KubeApi(ClientIdentity.of(kubeconfig));
    }

    private static HttpClient client(ClientIdentity identity) {
        return HttpClient.newBuilder()
                .sslContext(identity.context())
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /**
     * @param path such as {@code /api/v1/namespaces/default}
     * @return what is there
     * @throws NotObserved if the server does not answer with 200
     */
    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    /**
     * @param path an object
     * @param mergePatch what to change of it, in somebody's own name
     * @return the object right after the change
     * @throws NotObserved if the server does not answer with 200
     */
    public JsonNode patch(String path, String mergePatch) {
        return send(request(path + "?fieldManager=bench")
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(mergePatch)));
    }

    /**
     * @param path a collection, or something that is asked for by posting
     * @param body what to send
     * @return the answer
     * @throws NotObserved if the server does not answer with 2xx
     */
    public JsonNode post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /**
     * @param path the object to delete
     * @throws NotObserved if the server does not answer with 200
     */
    public void delete(String path) {
        send(request(path).DELETE());
    }

    /**
     * @param collection a collection; everything in it is deleted, which may take longer than the call
     * @param selector by labels
     */
    public void deleteAll(String collection, String selector) {
        send(HttpRequest.newBuilder(server.resolve(collection + "?labelSelector=" + encoded(selector)))
                .timeout(Duration.ofMinutes(5))
                .DELETE());
    }

    /**
     * Sends a change in somebody's own name and does not wait.
     *
     * @param path an object
     * @param mergePatch what to change of it
     * @return done when it was answered with 200; fails with {@link NotObserved}
     */
    public CompletableFuture<Void> patching(String path, String mergePatch) {
        return sending(request(path + "?fieldManager=bench")
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(mergePatch)));
    }

    /**
     * Sends a forced server-side apply and does not wait.
     *
     * @param path an object
     * @param manifest JSON
     * @return done when it was answered with 200 or 201; fails with {@link NotObserved}
     */
    public CompletableFuture<Void> applying(String path, byte[] manifest) {
        return sending(request(path + "?fieldManager=bench&force=true")
                .header("Content-Type", "application/apply-patch+yaml")
                .method("PATCH", BodyPublishers.ofByteArray(manifest)));
    }

    /**
     * Watches collections from now on.
     *
     * @param paths collections, such as {@code /api/v1/namespaces/default/configmaps}
     * @return their events, to be closed
     */
    public Watch watch(String... paths) {
        List<InputStream> bodies = new ArrayList<>();
        for (String path : paths) {
            String version =
                    get(path + "?limit=1").at("/metadata/resourceVersion").asString("");
            bodies.add(watching(path + "?allowWatchBookmarks=false" + WATCH_FROM + version, ANYTHING));
        }
        return new Watch(bodies);
    }

    /**
     * Counts the objects of collections and goes on counting.
     *
     * @param collections collections
     * @param selector by labels
     * @return how many there are, to be closed
     */
    public Census census(List<String> collections, String selector) {
        String selected = "?labelSelector=" + encoded(selector);
        Census census = new Census();
        for (String collection : collections) {
            JsonNode list = send(
                    request(collection + selected + "&limit=" + LARGEST_CENSUS).setHeader("Accept", METADATA_LIST));
            String version = list.at("/metadata/resourceVersion").asString("");
            census.count(list.path("items").size(), watching(collection + selected + WATCH_FROM + version, METADATA));
        }
        return census;
    }

    private InputStream watching(String path, String accept) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", accept)
                .build();
        HttpResponse<InputStream> response = exchange(watching, request, BodyHandlers.ofInputStream());
        NotObserved.unless(
                response.statusCode() == 200, "Watching %s answered %d".formatted(path, response.statusCode()));
        return response.body();
    }

    private static String encoded(String selector) {
        return URLEncoder.encode(selector, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE).header("Accept", "application/json");
    }

    private CompletableFuture<Void> sending(HttpRequest.Builder request) {
        HttpRequest built = request.build();
        return http.sendAsync(built, BodyHandlers.ofByteArray()).thenAccept(response -> expectSuccess(built, response));
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpRequest built = request.build();
        HttpResponse<byte[]> response = exchange(http, built, BodyHandlers.ofByteArray());
        expectSuccess(built, response);
        return JSON.readTree(response.body());
    }

    private static void expectSuccess(HttpRequest request, HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            String said = new String(response.body(), StandardCharsets.UTF_8);
            throw new NotObserved(
                    "%s %s answered %d: %s".formatted(request.method(), request.uri(), response.statusCode(), said));
        }
    }

    private static <T> HttpResponse<T> exchange(
            HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new NotObserved("%s %s has no answer: %s".formatted(request.method(), request.uri(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObserved("Interrupted while calling " + request.uri());
        }
    }
}
