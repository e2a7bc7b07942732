package dev.slipway.gitops.engine;

import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.store.SecretValues;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Fills Secrets with values that never enter Git. */
@Component
final class GeneratedSecrets {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SecretValues values;

    GeneratedSecrets(SecretValues values) {
        this.values = values;
    }

    String fill(String cluster, DesiredObject secret, String json, ObjectClient client) {
        Map<String, Object> content = new LinkedHashMap<>(LiveObject.parse(json));
        Map<String, Object> data = new LinkedHashMap<>(LiveObject.map(content.get("data")));
        for (String key : secret.generatedKeys()) {
            var id = new SecretValues.Id(
                    cluster, secret.ref().namespace(), secret.ref().name(), key);
            byte[] value = values.of(id, () -> live(secret, key, client));
            data.put(key, Base64.getEncoder().encodeToString(value));
        }
        content.put("data", data);
        return JSON.writeValueAsString(content);
    }

    void forget(String cluster, String namespace, String name) {
        values.forget(cluster, namespace, name);
    }

    /** A cluster is gone, and with it all Secrets that it had. */
    void forgetCluster(String cluster) {
        values.forgetCluster(cluster);
    }

    private static byte @Nullable [] live(DesiredObject secret, String key, ObjectClient client) {
        LiveObject found = client.get(secret.ref());
        String encoded = found == null ? "" : LiveObject.text(found.at("data").get(key));
        return encoded.isEmpty() ? null : Base64.getDecoder().decode(encoded);
    }
}
