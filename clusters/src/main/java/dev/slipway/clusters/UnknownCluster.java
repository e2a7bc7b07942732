package dev.slipway.clusters;

/** No cluster of that name is known. */
public class UnknownCluster extends RuntimeException {

    public UnknownCluster(String name) {
        super("There is no cluster '%s'".formatted(name));
    }
}
