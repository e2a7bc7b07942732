package dev.slipway.portal.golden;

import dev.slipway.catalog.Catalog;
import dev.slipway.gitops.repository.GoldenMoved;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.Snapshot;
import dev.slipway.policies.Policies;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives catalog and policies the files of the golden repository whenever these have changed. */
@Component
class GoldenContents {

    static final String CATALOG = "catalog";
    static final String POLICIES = "policies";

    private static final Logger log = LoggerFactory.getLogger(GoldenContents.class);

    private final GoldenRepository golden;
    private final Folder catalog;
    private final Folder policies;

    GoldenContents(GoldenRepository golden, Catalog catalog, Policies policies) {
        this.golden = golden;
        this.catalog = new Folder(CATALOG, snapshot -> Publishing.reload(catalog, snapshot));
        this.policies = new Folder(POLICIES, snapshot -> Publishing.reload(policies, snapshot));
    }

    /** Comes before everybody who may ask catalog or policies about the new commit. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(GoldenMoved moved) {
        try {
            load(golden.at(moved.to()));
        } catch (RuntimeException e) {
            // Others follow the same commit; what can't be read here must not stop them.
            log.error("Catalog and policies stay as they were: commit {} can't be read", moved.to(), e);
        }
    }

    synchronized void load(Snapshot snapshot) {
        catalog.follow(snapshot);
        policies.follow(snapshot);
    }

    /** What of catalog and policies can't be put to use. */
    List<GoldenProblem> problems() {
        return Stream.concat(catalog.problems.stream(), policies.problems.stream())
                .toList();
    }

    /** A folder that is reloaded as a whole when its tree has changed. */
    private static final class Folder {

        private final String name;
        private final Function<Snapshot, List<GoldenProblem>> reload;
        private @Nullable Optional<String> tree;
        private volatile List<GoldenProblem> problems = List.of();

        Folder(String name, Function<Snapshot, List<GoldenProblem>> reload) {
            this.name = name;
            this.reload = reload;
        }

        void follow(Snapshot snapshot) {
            var now = Optional.ofNullable(snapshot.tree(name));
            if (now.equals(tree)) {
                return;
            }
            problems = reload.apply(snapshot);
            tree = now;
            problems.forEach(problem -> log.warn("{}: {}", problem.path(), problem.message()));
        }
    }
}
