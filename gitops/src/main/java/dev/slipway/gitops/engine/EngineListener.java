package dev.slipway.gitops.engine;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.Fingerprint;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.ledger.Drift;
import java.util.List;

/** Hears from the engines what happens to objects. */
interface EngineListener {

    /**
     * An object was written, or its health changed.
     *
     * @return the objects whose turn has come by it
     */
    List<DesiredObject> progressed(EngineObjects objects, DesiredObject object);

    /** Whether all that an object needs is settled. */
    boolean isDue(String cluster, DesiredObject object);

    /** Whether this process may write to a cluster now. */
    boolean mayWrite(String cluster);

    /** An object was applied for the first time as it is declared, or came out otherwise than before. */
    void applied(EngineObjects objects, DesiredObject object, Fingerprint baseline);

    /** The API server refuses an object. */
    void refused(DesiredObject object, String message);

    /** An object that is no longer declared is gone from its cluster. */
    void gone(String cluster, ObjectRef object);

    /** An object that was to be taken away is declared again. */
    void stays(String cluster, ObjectRef object);

    /** An object that another engine applies differs from what is declared; that engine has yet to put it back. */
    void drifted(Drift drift);

    /** A drift was put back; told under the same key it is the same one. */
    void reverted(Drift drift, String key);

    /** An object is seen for the first time since this process keeps its cluster. */
    void sighted(String cluster, LiveObject object);

    /** Whether an instance was applied before as it is declared now, so that what differs is drift. */
    boolean wasApplied(String cluster, InstanceKey instance);

    /** Whether an object that others' data hangs on may be taken away without asking. */
    boolean isRemovalConfirmed(String cluster, InstanceKey owner, ObjectRef object);

    /** Whether it is certain that an instance isn't declared; not so where its files can't be read. */
    boolean isUndeclared(InstanceKey instance);

    /**
     * Whether this platform has or had an instance in a cluster and can read all that is declared of it, so that what else
     * there is of it goes. What another platform has there, which marks its objects alike, is not this one's to take away.
     */
    boolean isRead(String cluster, InstanceKey instance);

    /** The commit that is being followed. */
    String commit();
}
