package dev.slipway.gitops.engine;

import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.ledger.Drift;

/** How urgent work is: putting back comes before applying, applying before taking away. */
final class Lane {

    static final int PRUNE = 20;
    private static final int LAST_WAVE = 3;

    private Lane() {}

    static int repair(DesiredObject object, Detection detection) {
        return detection.type() == Drift.Type.DELETED || object.wave() == 1 ? 0 : 1;
    }

    static int apply(DesiredObject object) {
        return 10 + object.wave();
    }

    /** What others need goes last. */
    static int prune(DesiredObject object) {
        return PRUNE + LAST_WAVE - object.wave();
    }
}
