package dev.slipway.gitops.engine;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.Allowance;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.FieldWalk;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings an object to what is declared: one call, or two where a stranger's additions have to go. */
final class ObjectWriter {

    private static final int TRIES = 4;

    private final ObjectClient client;
    private final List<Allowance> allowed;

    ObjectWriter(ObjectClient client, List<Allowance> allowed) {
        this.client = client;
        this.allowed = allowed;
    }

    Outcome write(ObjectRef ref, String json, @Nullable Detection detection) {
        LiveObject found = detection == null ? null : detection.found();
        List<FieldManager> strangers = detection == null ? List.of() : detection.strangers();
        if (found != null && hasAdditions(strangers, found, json)) {
            takeOver(ref, found, strangers);
        }
        LiveObject answer = client.apply(ref, json);
        List<FieldManager> left = strangers(answer);
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
                client.takeOver(seen, theirs);
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
            theirs = strangers(seen);
        }
    }

    List<FieldManager> strangers(LiveObject object) {
        return object.managers().stream()
                .filter(manager -> manager.isStranger(allowed))
                .map(FieldManager::spec)
                .toList();
    }
}
