package dev.slipway.gitops.engine.sealing;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.sealing.Seal;

/** What the engines know of an object in a sealed namespace. */
public interface Undeclared {

    /** Whether the tenant owns the namespace that it seals, as far as is known what its cluster is to have. */
    boolean isOwned(Seal seal);

    /** Whether an object is declared, or on its way out anyhow, or only the control plane's controllers wrote to it. */
    boolean isExplained(String cluster, LiveObject object);

    /** Whether an object may go now; what others' data hangs on waits for a person. */
    boolean mayGo(Seal seal, ObjectRef object);

    /** An object is gone. */
    void gone(String cluster, ObjectRef object);
}
