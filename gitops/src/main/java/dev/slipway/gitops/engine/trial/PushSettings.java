package dev.slipway.gitops.engine.trial;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How clusters are asked about what a push changes.
 *
 * @param within how long in all; zero to ask none
 * @param parallelPerCluster how many manifests one cluster is asked about at a time, 1 or more
 */
@ConfigurationProperties("slipway.push")
record PushSettings(
        @DefaultValue("5s") Duration within,
        @DefaultValue("8") int parallelPerCluster) {

    PushSettings {
        if (within.isNegative()) {
            throw new IllegalArgumentException("slipway.push.within is %s, expected zero or more".formatted(within));
        }
        if (parallelPerCluster < 1) {
            throw new IllegalArgumentException(
                    "slipway.push.parallel-per-cluster is %d, expected 1 or more".formatted(parallelPerCluster));
        }
    }
}
