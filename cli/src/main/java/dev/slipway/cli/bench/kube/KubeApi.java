package dev.slipway.cli.bench.kube;

import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An API server as the owner of a kubeconfig calls it. */
public final class KubeApi {

    static final JsonMapper JSON = new JsonMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
     * @param path the object to delete
     * @throws NotObserved if the server does not answer with 200
     */
    public void delete(String path) {
        send(request(path).DELETE());
    }

    /**
     * Watches a collection from now on.
     *
     * @param path a collection, such as {@code /api/v1/namespaces/default/configmaps}
     * @return its events, to be closed
     */
    public Watch watch(String path) {
        String version = get(path + "?limit=1").at("/metadata/resourceVersion").asString("");
        HttpRequest request = HttpRequest.newBuilder(
                        server.resolve(path + "?watch=1&allowWatchBookmarks=false&resourceVersion=" + version))
                .build();
        HttpResponse<InputStream> response = exchange(watching, request, BodyHandlers.ofInputStream());
        NotObserved.unless(
                response.statusCode() == 200, "Watching %s answered %d".formatted(path, response.statusCode()));
        return new Watch(response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE).header("Accept", "application/json");
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpRequest built = request.build();
        HttpResponse<byte[]> response = exchange(http, built, BodyHandlers.ofByteArray());
        NotObserved.unless(
                response.statusCode() / 100 == 2,
                "%s %s answered %d: %s"
                        .formatted(built.method(), built.uri(), response.statusCode(), new String(response.body())));
        return JSON.readTree(response.body());
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
