package dev.slipway.gitops.exemptions;

import dev.slipway.gitops.ObjectRef;
import java.util.List;

/** What fields objects have, as the cluster says that has them. */
public interface KnownFields {

    /**
     * Why paths are no fields of an object, one sentence each, such as {@code StatefulSet has no field spec.replica; did
     * you mean spec.replicas?} Nothing is said of a cluster that can't be asked.
     *
     * @param fields paths that {@link FieldPaths#checked} passed
     */
    List<String> objections(String cluster, ObjectRef object, List<String> fields);
}
