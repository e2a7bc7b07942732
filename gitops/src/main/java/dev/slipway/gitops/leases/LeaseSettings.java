package dev.slipway.gitops.leases;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How replicas of the portal share clusters.
 *
 * @param replica what this replica is called on pages; the machine's name where nothing is set
 * @param renew how often leases are renewed, 100 ms to 1 min
 * @param expiry how long a lease lasts that isn't renewed, at least 1.5 s and three times {@code renew}
 * @param keepWhenAlone whether a replica that knows of no other keeps its clusters while the database is away
 */
@ConfigurationProperties("slipway.leases")
record LeaseSettings(
        @Nullable String replica,
        @DefaultValue("2s") Duration renew,
        @DefaultValue("7s") Duration expiry,
        @DefaultValue("true") boolean keepWhenAlone) {

    LeaseSettings {
        if (renew.toMillis() < 100 || renew.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "slipway.leases.renew is %s (expected: 100 ms to 1 min)".formatted(renew));
        }
        if (expiry.compareTo(renew.multipliedBy(3)) < 0 || expiry.toMillis() < 1_500) {
            throw new IllegalArgumentException(
                    "slipway.leases.expiry is %s (expected: at least 1.5 s and three times renew, which is %s)"
                            .formatted(expiry, renew));
        }
    }

    String replicaName() {
        if (replica != null && !replica.isBlank()) {
            return replica;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "portal";
        }
    }
}
