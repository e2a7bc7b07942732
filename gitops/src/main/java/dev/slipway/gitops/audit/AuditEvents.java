package dev.slipway.gitops.audit;

import java.io.InputStream;

/** Takes what API servers outside tell about who changed what. */
public interface AuditEvents {

    /**
     * Takes a list of events as a Kubernetes API server's audit webhook sends it. What is no successful write by
     * somebody else than the platform is dropped; the rest is kept in memory until the drift it belongs to is entered.
     *
     * @param cluster the cluster that the API server serves
     * @param eventList JSON of {@code audit.k8s.io/v1 EventList}; the caller bounds its length
     * @return how many events it held
     * @throws IllegalArgumentException if it is something else, saying what
     * @throws TooManyAuditEventsException if too many wait already; then none of these is taken
     */
    int receive(String cluster, InputStream eventList);

    /** How many events were not taken as too many waited, since this process began. */
    long refused();
}
