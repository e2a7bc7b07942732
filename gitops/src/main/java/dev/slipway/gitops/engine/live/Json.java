package dev.slipway.gitops.engine.live;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Objects as maps, from the bytes that an API server sends. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder().build();
    static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    static Map<String, Object> object(byte[] json) {
        try {
            return MAPPER.readValue(json, OBJECT);
        } catch (JacksonException e) {
            throw new KubernetesClientException("The API server's answer is no JSON object: " + e.getMessage(), e);
        }
    }
}
