package dev.slipway.gitops.engine;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells whether a commit has a directory exactly as it is declared now; engines speak of few commits at a time. */
@Component
final class Revisions {

    private static final Logger log = LoggerFactory.getLogger(Revisions.class);
    private static final int MOST = 64;

    private final GoldenRepository golden;
    private final Map<String, Snapshot> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Snapshot> eldest) {
            return size() > MOST;
        }
    };

    Revisions(GoldenRepository golden) {
        this.golden = golden;
    }

    /**
     * Whether a commit has a directory so.
     *
     * @param commit what an engine says that it applied; not to be trusted
     * @param tree the directory's tree
     */
    boolean has(@Nullable String commit, InstanceKey key, String tree) {
        Snapshot snapshot = commit == null ? null : at(commit);
        return snapshot != null && Objects.equals(snapshot.tree(key.path()), tree);
    }

    private synchronized @Nullable Snapshot at(String commit) {
        Snapshot snapshot = known.get(commit);
        if (snapshot == null) {
            try {
                snapshot = golden.at(commit);
                known.put(commit, snapshot);
            } catch (RuntimeException e) {
                log.debug("{} is no commit that is known here yet: {}", commit, e.getMessage());
            }
        }
        return snapshot;
    }
}
