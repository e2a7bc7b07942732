package dev.slipway.gitops.chaos.injection;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How chaos is made.
 *
 * @param groups the groups that its user has while it writes; they have to hold the rights for what programs change
 * @param tick how often it looks whether a round is due or a change was left to judge, 100 ms or more
 * @param patience how many times over a schedule's promise a proof may be late before it is missed, 1 or more
 */
@ConfigurationProperties("slipway.chaos")
public record ChaosSettings(
        @DefaultValue("system:masters") List<String> groups,
        @DefaultValue("1s") Duration tick,
        @DefaultValue("2") int patience) {}
