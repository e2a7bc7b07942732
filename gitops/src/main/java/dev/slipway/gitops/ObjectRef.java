package dev.slipway.gitops;

/**
 * Names a Kubernetes object within a cluster.
 *
 * @param apiVersion group and version, such as {@code apps/v1}
 * @param kind such as {@code Deployment}
 * @param namespace empty for a cluster-scoped object
 * @param name the object's name
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name) {

    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + "/" + name : kind + "/" + namespace + "/" + name;
    }
}
