package dev.slipway.gitops.chaos;

import java.util.Set;

/** What chaos keeps its hands off: data that a failed reversion would lose. */
final class Care {

    /** Deleting one of these deletes what is in it. */
    static final Set<String> HOLD_DATA =
            Set.of("PersistentVolumeClaim", "PersistentVolume", "Namespace", "CustomResourceDefinition");

    private Care() {}

    /** Whether a program has to name the kind before this is done. */
    static boolean needsNaming(String kind, Change change) {
        return HOLD_DATA.contains(kind)
                || kind.equals("Secret")
                || kind.equals("StatefulSet") && change == Change.DELETE;
    }
}
