package dev.slipway.cli.demo.story;

import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.doors.Kubectl;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Somebody changes an object by hand, and it is seen to be put back and recorded.
 *
 * @param kubectl who changes it, and where
 * @param namespace the object's namespace
 * @param object kind and name, such as {@code service/shop}
 */
public record Tampering(Kubectl kubectl, String namespace, String object) {

    /**
     * Changes a field, and waits until it has its value again.
     *
     * @param pointer where the field is
     * @param mergePatch changes it
     * @return milliseconds until kubectl saw it
     * @throws NotObserved if it is not put back
     */
    public long change(String pointer, String mergePatch) {
        String before = value(pointer);
        long start = System.nanoTime();
        kubectl.read("-n", namespace, "patch", object, "--type=merge", "-p", mergePatch);
        Await.until(
                Scene.LONG,
                "%s of %s is %s again".formatted(pointer, object, before),
                () -> value(pointer).equals(before));
        return millisSince(start);
    }

    /**
     * Deletes the object, and waits until there is another one with the same name.
     *
     * @return milliseconds until kubectl saw it
     * @throws NotObserved if there is none to delete, or it does not come back
     */
    public long delete() {
        String uid = uid().orElseThrow(() -> new NotObserved("There is no " + object + " to delete"));
        long start = System.nanoTime();
        kubectl.read("-n", namespace, "delete", object, "--wait=false");
        Await.until(
                Scene.LONG,
                object + " is there again",
                () -> uid().filter(now -> !now.equals(uid)).isPresent());
        return millisSince(start);
    }

    private String value(String pointer) {
        return kubectl.find(namespace, object)
                .map(found -> found.at(pointer).toString())
                .orElse("");
    }

    private Optional<String> uid() {
        return kubectl.find(namespace, object)
                .map(found -> found.path("metadata").path("uid").asString(""));
    }

    /**
     * What the portal says of it.
     *
     * @param api who asks
     * @param tenant the tenant
     * @param instance the instance's name
     * @param kind the object's kind
     * @param change CHANGED, DELETED or WHILE_AWAY; empty for any
     * @param field part of the field's path; empty for any
     * @return the drift
     * @throws NotObserved if it is not recorded as put back
     */
    public static JsonNode recorded(Api api, String tenant, String instance, String kind, String change, String field) {
        String path = "/api/v1/drift?size=200&tenant=" + tenant + "&instance=" + instance;
        JsonNode found = Await.found(
                Scene.LONG,
                () -> "a drift %s of %s %s is recorded; recorded: %s"
                        .formatted(change, kind, field, api.get(path).text()),
                () -> StreamSupport.stream(
                                api.get(path).expect(200).json().path("items").spliterator(), false)
                        .filter(drift -> drift.path("kind").asString("").equals(kind))
                        .filter(drift -> change.isEmpty()
                                || drift.path("change").asString("").equals(change))
                        .filter(drift -> drift.path("field").asString("").contains(field))
                        .findFirst());
        NotObserved.unlessEqual(
                "The drift's outcome", "REVERTED", found.path("outcome").asString(""));
        NotObserved.unless(found.path("millis").asLong(-1) >= 0, "The drift tells no milliseconds: " + found);
        NotObserved.unless(!found.path("commit").asString("").isEmpty(), "The drift tells no commit: " + found);
        return found;
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
