package dev.slipway.gitops.engine;

import dev.slipway.gitops.repository.GoldenRepository;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Clusters that were another replica's a moment ago. It may have followed commits that are still unknown here, so that the
 * golden repository is looked at before anything is written or taken away.
 */
@Component
final class Takeovers {

    /** Below what a takeover may take; a remote that is down must not leave a cluster to nobody. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final GoldenRepository golden;
    private final EngineThreads threads;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Takeovers(GoldenRepository golden, EngineThreads threads) {
        this.golden = golden;
        this.threads = threads;
    }

    /** Begins one and acts as soon as the newest commit was told of. */
    void begin(String cluster, Runnable then) {
        underWay.add(cluster);
        golden.refresh()
                .completeOnTimeout(null, LONGEST.toSeconds(), TimeUnit.SECONDS)
                .thenRun(() -> threads.turns().ask(true, then));
    }

    boolean isUnderWay(String cluster) {
        return underWay.contains(cluster);
    }

    /** Ends one; {@code false} where none was under way. */
    boolean end(String cluster) {
        return underWay.remove(cluster);
    }
}
