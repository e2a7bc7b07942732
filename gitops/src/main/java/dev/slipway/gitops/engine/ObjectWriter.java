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
import java.util.ArrayList;
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
        if (!exempt.isNone()) {
            return writeOver(ref, json, null, exempt);
        }
        return detection == null || detection.found() == null
                ? writeAnew(ref, json)
                : writeOver(ref, json, new Look(detection.found(), detection.strangers()), exempt);
    }

    /**
     * What a write did.
     *
     * @param object the object as it is now
     * @param looks how it was found, each time that somebody changed it before the write; none where it was gone or not
     *     looked at
     */
    record Outcome(LiveObject object, List<Look> looks) {}

    /**
     * An object as it was found.
     *
     * @param strangers those who had written to it
     */
    record Look(LiveObject object, List<FieldManager> strangers) {}

    private Outcome writeAnew(ObjectRef ref, String json) {
        LiveObject answer = client.apply(ref, json);
        List<FieldManager> left = strangers(answer, ExemptFields.NONE);
        if (left.isEmpty()) {
            return new Outcome(answer, List.of());
        }
        // What was not seen before the write, as where a label was taken away and with it the sight of the object.
        takeOver(ref, answer, left);
        return new Outcome(client.apply(ref, json), List.of(new Look(answer, left)));
    }

    /**
     * Bound to what was seen: whoever changes the object between the look and the write would be overwritten unseen, or in
     * an exempt field at all.
     *
     * @param first how it was found, {@code null} to look now
     */
    private Outcome writeOver(ObjectRef ref, String json, @Nullable Look first, ExemptFields exempt) {
        List<Look> looks = new ArrayList<>();
        Look next = first;
        for (int attempt = 1; ; attempt++) {
            Look look = next == null ? look(ref, exempt) : next;
            if (look == null) {
                return new Outcome(client.apply(ref, json), List.of());
            }
            looks.add(look);
            try {
                LiveObject answer = writeBound(ref, json, look, exempt);
                // An apply makes anew what went meanwhile, whatever version it is bound to.
                return answer.uid().equals(look.object.uid())
                        ? settled(ref, json, answer, looks, exempt)
                        : new Outcome(client.apply(ref, json), List.of());
            } catch (KubernetesClientException e) {
                if (!hasMovedOn(e) || !exempt.isNone() && attempt == TRIES) {
                    throw e;
                }
                if (attempt == TRIES) {
                    // Somebody writes faster than that, and must not win by it.
                    return settled(ref, json, client.apply(ref, json), looks, exempt);
                }
            }
            next = null;
        }
    }

    /** Whether somebody changed or deleted the object since it was looked at. */
    private static boolean hasMovedOn(KubernetesClientException answer) {
        return answer.getCode() == HttpURLConnection.HTTP_CONFLICT
                || answer.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    private @Nullable Look look(ObjectRef ref, ExemptFields exempt) {
        LiveObject seen = client.get(ref);
        return seen == null || seen.isTerminating() ? null : new Look(seen, strangers(seen, exempt));
    }

    private LiveObject writeBound(ObjectRef ref, String json, Look look, ExemptFields exempt) {
        LiveObject seen = hasAdditions(look.strangers, look.object, json)
                ? client.takeOver(look.object, look.strangers, exempt)
                : look.object;
        return client.apply(ref, asSeen(exempt.isNone() ? LiveObject.parse(json) : exempt.graft(json, seen), seen));
    }

    /** Takes away what strangers still have after a write. */
    private Outcome settled(ObjectRef ref, String json, LiveObject answer, List<Look> looks, ExemptFields exempt) {
        List<FieldManager> left = exempt.isNone() ? strangers(answer, exempt) : List.of();
        if (left.isEmpty()) {
            return new Outcome(answer, looks);
        }
        takeOver(ref, answer, left);
        return new Outcome(client.apply(ref, json), looks);
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
                if (!hasMovedOn(e) || attempt == TRIES) {
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
