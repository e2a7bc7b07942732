package dev.slipway.gitops.engine.sealing;

import dev.slipway.gitops.engine.live.ObjectClient;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kinds whose objects live in namespaces and can be watched and deleted, as an API server tells. */
final class NamespacedKinds {

    private static final Logger log = LoggerFactory.getLogger(NamespacedKinds.class);
    private static final List<String> VERBS = List.of("list", "watch", "delete");

    /** Records and bookkeeping of the cluster itself. */
    private static final Set<String> KUBERNETES_OWN = Set.of("Event", "Lease", "Endpoints", "EndpointSlice");

    private NamespacedKinds() {}

    static Set<ObjectClient.Kind> of(KubernetesClient client) {
        List<String> versions = new ArrayList<>(List.of("v1"));
        APIGroupList groups = client.getApiGroups();
        if (groups != null) {
            for (APIGroup group : groups.getGroups()) {
                versions.add(group.getPreferredVersion().getGroupVersion());
            }
        }
        Set<ObjectClient.Kind> kinds = new HashSet<>();
        versions.forEach(version -> addKinds(client, version, kinds));
        return kinds;
    }

    private static void addKinds(KubernetesClient client, String version, Set<ObjectClient.Kind> kinds) {
        try {
            APIResourceList resources = client.getApiResources(version);
            if (resources == null) {
                return;
            }
            for (APIResource resource : resources.getResources()) {
                boolean fits = Boolean.TRUE.equals(resource.getNamespaced())
                        && !resource.getName().contains("/")
                        && resource.getVerbs().containsAll(VERBS)
                        && !KUBERNETES_OWN.contains(resource.getKind());
                if (fits) {
                    kinds.add(new ObjectClient.Kind(version, resource.getKind()));
                }
            }
        } catch (KubernetesClientException e) {
            // An aggregated API that is down takes only its own kinds with it.
            log.debug("The kinds of {} can't be told now: {}", version, e.getMessage());
        }
    }
}
