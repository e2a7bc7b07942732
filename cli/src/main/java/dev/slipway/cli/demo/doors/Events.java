package dev.slipway.cli.demo.doors;

import dev.slipway.cli.demo.observing.NotObserved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Follows a request over server-sent events until the portal ends the stream. */
public final class Events {

    private static final JsonMapper JSON = new JsonMapper();

    private Events() {}

    /**
     * @param api who asks
     * @param path the stream's path
     * @param patience how long at most
     * @return the states that the events told, in their order
     * @throws NotObserved if the stream does not end in time
     */
    public static List<String> follow(Api api, String path, Duration patience) {
        Stream<String> lines = api.lines(path);
        CompletableFuture<List<String>> states = CompletableFuture.supplyAsync(() -> states(lines));
        try {
            return states.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NotObserved("The stream " + path + " goes on after " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new NotObserved("The stream " + path + " broke: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObserved("Interrupted while following " + path);
        } finally {
            lines.close();
        }
    }

    static List<String> states(Stream<String> lines) {
        List<String> states = new ArrayList<>();
        lines.filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()).strip())
                .filter(data -> data.startsWith("{"))
                .map(data -> JSON.readTree(data).path("state").asString(""))
                .forEach(states::add);
        return states;
    }
}
