package dev.slipway.gitops.foreign;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.fleet.RegisteredCluster;
import java.util.List;
import java.util.Optional;

/** The engines that the platform can order from. */
public final class ForeignEngines {

    private static final List<ForeignEngine> ALL = List.of(new Flux(), new ArgoCd());

    private ForeignEngines() {}

    /** The engine that a cluster is set to; none where that is the platform's own. */
    public static Optional<ForeignEngine> of(RegisteredCluster.Engine kind) {
        return ALL.stream().filter(engine -> engine.kind() == kind).findFirst();
    }

    /** Whether one of them applies an object. */
    public static boolean hasHandIn(List<FieldManager> managers) {
        return managers.stream()
                .anyMatch(manager -> ALL.stream()
                        .anyMatch(engine -> engine.hand().equals(manager.name())
                                && manager.operation().equals("Apply")));
    }

    /** Whether an object is an order to one of them. */
    public static boolean isOrder(ObjectRef object) {
        return ALL.stream().anyMatch(engine -> engine.isOrder(object));
    }
}
