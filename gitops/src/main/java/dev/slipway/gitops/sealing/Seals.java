package dev.slipway.gitops.sealing;

import java.util.List;
import java.util.Optional;

/** The sealed namespaces of the newest commit. */
public interface Seals {

    /** All, by cluster and namespace. */
    List<Seal> all();

    /** That of a tenant, if its namespace is sealed. */
    Optional<Seal> of(String tenant);
}
