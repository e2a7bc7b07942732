package dev.slipway.gitops.engine;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.ledger.Drift;

/** Hears from the engines what happens to objects. */
interface EngineListener {

    /** An object was written, or its health changed. */
    void progressed(EngineObjects objects, DesiredObject object);

    /** The API server refuses an object. */
    void refused(DesiredObject object, String message);

    /** An object that is no longer declared is gone from its cluster. */
    void gone(String cluster, ObjectRef object);

    /** A drift was put back. */
    void reverted(Drift drift);

    /** Whether an instance was applied before as it is declared now, so that what differs is drift. */
    boolean wasApplied(InstanceKey instance);

    /** Whether it is certain that an instance isn't declared; not so where its files can't be read. */
    boolean isUndeclared(InstanceKey instance);

    /** The commit that is being followed. */
    String commit();
}
