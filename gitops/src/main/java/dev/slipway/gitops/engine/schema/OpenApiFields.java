package dev.slipway.gitops.engine.schema;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.ApiServer;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.exemptions.KnownFields;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the OpenAPI v3 document of an object's group and version, each time anew: it is large, and seldom asked for. A
 * cluster that doesn't answer holds up a push once, and not again for each object.
 */
@Component
final class OpenApiFields implements KnownFields {

    private static final Logger log = LoggerFactory.getLogger(OpenApiFields.class);

    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Clusters clusters;
    private final Map<String, Instant> silentUntil = new ConcurrentHashMap<>();

    OpenApiFields(Clusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public List<String> objections(String cluster, ObjectRef object, List<String> fields) {
        return schema(cluster, object).stream()
                .flatMap(schema -> fields.stream().flatMap(field -> schema.objection(field).stream()))
                .toList();
    }

    private Optional<KindSchema> schema(String cluster, ObjectRef object) {
        if (Instant.now().isBefore(silentUntil.getOrDefault(cluster, Instant.MIN))) {
            return Optional.empty();
        }
        String version = object.apiVersion();
        String path = "/openapi/v3/" + (version.contains("/") ? "apis/" : "api/") + version;
        try {
            LiveObject document = clusters.find(cluster)
                    .filter(each -> each.status().isUp())
                    .map(each -> new ApiServer(each.client()).get(path))
                    .orElse(null);
            return document == null ? Optional.empty() : KindSchema.of(document.content(), object);
        } catch (KubernetesClientException e) {
            if (e.getStatus() == null) {
                silentUntil.put(cluster, Instant.now().plus(SILENCE));
            }
            log.debug("Cluster {} doesn't tell the fields of {}: {}", cluster, object.kind(), e.getMessage());
            return Optional.empty();
        }
    }
}
