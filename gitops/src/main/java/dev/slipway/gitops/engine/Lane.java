package dev.slipway.gitops.engine;

import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.ledger.Drift;

/** How urgent work is: putting back comes before applying, applying before taking away, and looking again last. */
final class Lane {

    /** Looking at what other rules hold for from now on; as urgent as putting back. */
    static final int REVIEW = 1;

    /** Looking again at what is most likely as it should be. */
    static final int RESYNC = 30;

    static final int PRUNE = 20;

    private static final int APPLY = 10;

    private Lane() {}

    /** Putting back waits for no other cluster's work. */
    static boolean isUrgent(int lane) {
        return lane < APPLY;
    }

    static int repair(DesiredObject object, Detection detection) {
        return detection.type() == Drift.Type.DELETED || object.wave() == 1 ? 0 : 1;
    }

    static int apply(DesiredObject object) {
        return APPLY + object.wave();
    }

    /** What others need goes last. */
    static int prune(DesiredObject object) {
        return PRUNE + DesiredObject.LAST_WAVE - object.wave();
    }
}
