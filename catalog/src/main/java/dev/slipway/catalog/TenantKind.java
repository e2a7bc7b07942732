package dev.slipway.catalog;

/** What kind of tenant an entry brings about, as written in {@code spec.tenant} of its {@code entry.yaml}. */
public enum TenantKind {
    /** A namespace on the host cluster. */
    NAMESPACE("namespace"),
    /** A virtual cluster with its own API server. */
    VIRTUAL_CLUSTER("virtual-cluster");

    private final String word;

    TenantKind(String word) {
        this.word = word;
    }

    /** The word used in files and in the API, such as {@code virtual-cluster}. */
    public String word() {
        return word;
    }
}
