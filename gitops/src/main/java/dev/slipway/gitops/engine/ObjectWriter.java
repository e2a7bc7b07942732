package dev.slipway.gitops.engine;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.Allowance;
import dev.slipway.gitops.engine.live.ExemptFields;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.FieldWalk;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings an object to what is declared: one call, or two where a stranger's additions have to go; and where fields of it
 * are exempt one more, since those stay as they are.
 */
final class ObjectWriter {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TRIES = 4;

    private final ObjectClient client;
    private final List<Allowance> allowed;
    private final Function<ObjectRef, ExemptFields> exemptions;

    ObjectWriter(ObjectClient client, List<Allowance> allowed) {
        this(client, allowed, ref -> ExemptFields.NONE);
    }

    /** @param exemptions the fields of an object that people may change now */
    ObjectWriter(ObjectClient client, List<Allowance> allowed, Function<ObjectRef, ExemptFields> exemptions) {
        this.client = client;
        this.allowed = allowed;
        this.exemptions = exemptions;
    }

    /** The fields of an object that people may change now. */
    ExemptFields exempt(ObjectRef ref) {
        return exemptions.apply(ref);
    }

    Outcome write(ObjectRef ref, String json, @Nullable Detection detection, ExemptFields exempt) {
        LiveObject found = detection == null ? null : detection.found();
        List<FieldManager> strangers = detection == null ? List.of() : detection.strangers();
        if (!exempt.isNone()) {
            return writeAround(ref, json, exempt);
        }
        if (found != null && hasAdditions(strangers, found, json)) {
            takeOver(ref, found, strangers);
        }
        LiveObject answer = client.apply(ref, json);
        List<FieldManager> left = strangers(answer, exempt);
        if (left.isEmpty()) {
            return new Outcome(answer, found, strangers);
        }
        // What was not seen before the write, as where a label was taken away and with it the sight of the object.
        takeOver(ref, answer, left);
        return found == null
                ? new Outcome(client.apply(ref, json), answer, left)
                : new Outcome(client.apply(ref, json), found, strangers);
    }

    /**
     * What a write did.
     *
     * @param object the object as it is now
     * @param before the object as it was found, {@code null} where it was gone or not looked at
     * @param strangers those who had written to it
     */
    record Outcome(LiveObject object, @Nullable LiveObject before, List<FieldManager> strangers) {}

    /** Whoever changes an exempt field between the look and the write would be overwritten, so it is bound to what was seen. */
    private Outcome writeAround(ObjectRef ref, String json, ExemptFields exempt) {
        for (int attempt = 1; ; attempt++) {
            LiveObject seen = client.get(ref);
            if (seen == null || seen.isTerminating()) {
                return new Outcome(client.apply(ref, json), null, List.of());
            }
            LiveObject before = seen;
            try {
                List<FieldManager> theirs = strangers(seen, exempt);
                if (hasAdditions(theirs, seen, json)) {
                    seen = client.takeOver(seen, theirs, exempt);
                }
                LiveObject answer = client.apply(ref, asSeen(exempt.graft(json, seen), seen));
                // An apply makes anew what went meanwhile, whatever version it is bound to.
                return answer.uid().equals(before.uid())
                        ? new Outcome(answer, before, theirs)
                        : new Outcome(client.apply(ref, json), null, List.of());
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static String asSeen(Map<String, Object> content, LiveObject seen) {
        LiveObject.map(content.get("metadata"))
                .put("resourceVersion", seen.metadata().get("resourceVersion"));
        return JSON.writeValueAsString(content);
    }

    /** Whether strangers wrote more than what is declared; the rest a forced apply takes back alone. */
    private static boolean hasAdditions(List<FieldManager> strangers, LiveObject found, String json) {
        if (strangers.isEmpty()) {
            return false;
        }
        Map<String, Object> declared = LiveObject.parse(json);
        return !strangers.stream()
                .allMatch(stranger -> FieldWalk.isWithin(stranger.fields(), declared)
                        && FieldWalk.isWithin(stranger.fields(), found.content()));
    }

    private void takeOver(ObjectRef ref, LiveObject found, List<FieldManager> strangers) {
        LiveObject seen = found;
        List<FieldManager> theirs = strangers;
        for (int attempt = 1; !theirs.isEmpty(); attempt++) {
            try {
                client.takeOver(seen, theirs, ExemptFields.NONE);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == TRIES) {
                    throw e;
                }
            }
            seen = client.get(ref);
            if (seen == null) {
                return;
            }
            theirs = strangers(seen, ExemptFields.NONE);
        }
    }

    /** Those who wrote to an object and have no business there, with what they own besides the exempt fields. */
    List<FieldManager> strangers(LiveObject object, ExemptFields exempt) {
        return object.managers().stream()
                .map(exempt::outside)
                .filter(manager -> manager.isStranger(allowed))
                .map(FieldManager::spec)
                .toList();
    }
}
