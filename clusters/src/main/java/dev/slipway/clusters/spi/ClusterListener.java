package dev.slipway.clusters.spi;

/** Told by a provider when one of its clusters answers or stops answering; called without locks held. */
public interface ClusterListener {

    void up(String cluster);

    void down(String cluster, String reason);
}
