package dev.slipway.gitops.engine.exemptions;

import dev.slipway.gitops.ObjectRef;
import java.util.Map;
import java.util.Set;

/**
 * Other fields are exempt than before.
 *
 * @param objects the objects that it concerns, by cluster
 */
public record ExemptionsChanged(Map<String, Set<ObjectRef>> objects) {}
