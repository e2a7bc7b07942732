package dev.slipway.gitops.fleet;

import dev.slipway.clusters.remote.Access;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The clusters of the golden repository: how they do, and their credentials, which are kept beside it. */
public interface RegisteredClusters {

    /** The host, virtual clusters and registered ones, by name. */
    List<ClusterReport> list();

    /** The names of all that are declared; from memory. */
    Set<String> names();

    /** One of them, if it is declared. */
    Optional<ClusterReport> find(String name);

    /**
     * Keeps credentials, sealed, in place of those before; all replicas connect anew with them within seconds.
     *
     * @param name the name that cluster files refer to them by
     * @param by who gave them
     */
    void keepCredentials(String name, Access access, String by);

    /** Forgets credentials; an unknown name is fine. */
    void forgetCredentials(String name);
}
