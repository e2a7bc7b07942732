package dev.slipway.gitops.chaos;

/** Says where the platform takes away what nobody declared. */
public interface SealedNamespaces {

    /** Whether an object that nobody declared is removed from this namespace. */
    boolean isSealed(String cluster, String namespace);
}
