package dev.slipway.gitops.engine;

import dev.slipway.gitops.ObjectRef;
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
    private final List<String> allowed;

    ObjectWriter(ObjectClient client, List<String> allowed) {
        this.client = client;
        this.allowed = allowed;
    }

    LiveObject write(ObjectRef ref, String json, @Nullable Detection detection) {
        LiveObject found = detection == null ? null : detection.found();
        if (found != null && detection != null && hasAdditions(detection.strangers(), json)) {
            takeOver(ref, found, detection.strangers());
        }
        return client.apply(ref, json);
    }

    /** Whether strangers wrote more than what is declared; the rest a forced apply takes back alone. */
    private static boolean hasAdditions(List<FieldManager> strangers, String json) {
        if (strangers.isEmpty()) {
            return false;
        }
        Map<String, Object> declared = LiveObject.parse(json);
        return !strangers.stream().allMatch(stranger -> FieldWalk.isWithin(stranger.fields(), declared));
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
                .toList();
    }
}
