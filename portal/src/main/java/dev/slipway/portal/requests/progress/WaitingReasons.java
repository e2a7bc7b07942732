package dev.slipway.portal.requests.progress;

import dev.slipway.gitops.Instances;
import dev.slipway.portal.requests.Request;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Remembers what was last told about what requests wait for, so that only news is told. */
@Component
class WaitingReasons {

    private final Instances instances;
    private final Map<UUID, String> told = new ConcurrentHashMap<>();

    WaitingReasons(Instances instances) {
        this.instances = instances;
    }

    /** Whether a request waits for something else than when this was last asked. */
    boolean haveChangedFor(Request request) {
        String now = instances.waitsFor(request.instance()).orElse("");
        return !now.equals(told.put(request.id(), now));
    }

    /** Only these still wait. */
    void keepOnly(Set<UUID> waiting) {
        told.keySet().retainAll(waiting);
    }
}
