package dev.slipway.gitops.engine.sealing;

import dev.slipway.gitops.engine.live.ApiServer;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.Resources;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kinds whose objects live in namespaces and can be watched and deleted, as an API server tells. It is asked seldom,
 * with a call for each group, and again for a while after it said that it has another definition.
 */
final class ServedKinds {

    private static final Logger log = LoggerFactory.getLogger(ServedKinds.class);
    private static final List<String> VERBS = List.of("list", "watch", "delete");
    private static final long LASTS_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** A definition is served a while after it is there. */
    private static final long UNSETTLED_NANOS = TimeUnit.SECONDS.toNanos(40);

    /** Records and bookkeeping of the cluster itself. */
    private static final Set<String> KUBERNETES_OWN = Set.of("Event", "Lease", "Endpoints", "EndpointSlice");

    private final ApiServer server;
    private Set<ObjectClient.Kind> known = Set.of();
    private long dueAt = System.nanoTime();
    private long settledAt = System.nanoTime();

    ServedKinds(ApiServer server) {
        this.server = server;
    }

    /** There is another definition, or one less. */
    synchronized void changed() {
        settledAt = System.nanoTime() + UNSETTLED_NANOS;
    }

    private synchronized boolean isDue() {
        long now = System.nanoTime();
        return now - dueAt >= 0 || now - settledAt < 0;
    }

    /** Asks the API server where that is due. Of a group that can't be told now what was known counts. */
    Set<ObjectClient.Kind> find() {
        if (isDue()) {
            boolean isWhole = true;
            Set<ObjectClient.Kind> found = new HashSet<>();
            for (String version : Resources.versions(server)) {
                isWhole &= addKinds(version, found);
            }
            found(found, isWhole);
        }
        return known();
    }

    private synchronized Set<ObjectClient.Kind> known() {
        return known;
    }

    private synchronized void found(Set<ObjectClient.Kind> found, boolean isWhole) {
        known = Set.copyOf(found);
        dueAt = System.nanoTime() + (isWhole ? LASTS_NANOS : 0);
    }

    private boolean addKinds(String version, Set<ObjectClient.Kind> kinds) {
        try {
            Resources.of(server, version).stream()
                    .filter(each -> each.isNamespaced()
                            && each.verbs().containsAll(VERBS)
                            && !KUBERNETES_OWN.contains(each.kind()))
                    .forEach(each -> kinds.add(new ObjectClient.Kind(version, each.kind())));
            return true;
        } catch (KubernetesClientException e) {
            // An aggregated API that is down takes only its own kinds with it.
            log.debug("The kinds of {} can't be told now: {}", version, e.getMessage());
            known().stream().filter(kind -> kind.apiVersion().equals(version)).forEach(kinds::add);
            return false;
        }
    }
}
