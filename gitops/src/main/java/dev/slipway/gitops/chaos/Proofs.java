package dev.slipway.gitops.chaos;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What chaos has proved. */
public interface Proofs {

    /** The coverage matrix, by cluster, kind and change; cells that were never proved are part of it. */
    List<Coverage> coverage(Filter filter);

    /**
     * Single changes, newest first.
     *
     * @param page from 0
     * @param size 1 to 500
     */
    List<Proof> page(Filter filter, int page, int size);

    /** How many changes a filter lets through. */
    long count(Filter filter);

    /** The proofs that are missing now, oldest first; of these programs, {@code null} for all. */
    List<ProofAlert> alerts(@Nullable Set<String> programs);

    /**
     * Which proofs are asked for; {@code null} means all.
     *
     * @param tenants the tenants
     * @param cluster the cluster
     * @param kind the kind
     * @param change the change
     * @param program the program
     * @param state the state, which coverage doesn't ask for
     */
    record Filter(
            @Nullable Set<String> tenants,
            @Nullable String cluster,
            @Nullable String kind,
            @Nullable Change change,
            @Nullable String program,
            Proof.@Nullable State state) {

        /** Everything. */
        public static final Filter ALL = new Filter(null, null, null, null, null, null);
    }
}
