package dev.slipway.gitops.engine.elsewhere;

import dev.slipway.gitops.InstanceKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What other replicas told last of the instances whose clusters they keep. */
@Component
public final class ToldStatuses {

    private volatile Map<InstanceKey, ToldStatus> told = Map.of();

    ToldStatuses() {}

    /** What was told of an instance; empty where nobody has told yet. */
    public Optional<ToldStatus> of(InstanceKey key) {
        return Optional.ofNullable(told.get(key));
    }

    /** Takes what is told now, and gives the instances of which that is something else than before. */
    Set<InstanceKey> replace(Map<InstanceKey, ToldStatus> now) {
        Map<InstanceKey, ToldStatus> before = told;
        told = Map.copyOf(now);
        Set<InstanceKey> changed = new HashSet<>(before.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(key -> Objects.equals(before.get(key), now.get(key)));
        return changed;
    }
}
