package dev.slipway.gitops.sealing;

import dev.slipway.gitops.repository.GoldenProblem;
import java.util.List;
import java.util.Optional;

/** The sealed namespaces of the newest commit. */
public interface Seals {

    /** All, by cluster and namespace. */
    List<Seal> all();

    /** That of a tenant, if its namespace is sealed. */
    Optional<Seal> of(String tenant);

    /** What of the files can't be read; such a tenant's namespace stays as it was. */
    List<GoldenProblem> problems();
}
