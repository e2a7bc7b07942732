package dev.slipway.gitops.fights;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a change that keeps coming back is told to a person, and how it is put back from then on.
 *
 * @param reversions how many reversions of the same fields by the same manager on one object are ordinary, 1 or more
 * @param within in which time
 * @param firstPause how long the platform waits before it puts the object back again, once that is exceeded; doubles
 *     with each reversion
 * @param longestPause the longest such pause
 * @param quiet how long nothing must come back until it is over; longer than the longest pause
 */
@ConfigurationProperties("slipway.fights")
public record FightSettings(
        @DefaultValue("5") int reversions,
        @DefaultValue("1m") Duration within,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("60s") Duration longestPause,
        @DefaultValue("5m") Duration quiet) {

    public FightSettings {
        if (reversions < 1) {
            throw new IllegalArgumentException(
                    "slipway.fights.reversions is %d, expected 1 or more".formatted(reversions));
        }
        if (quiet.compareTo(longestPause) <= 0) {
            throw new IllegalArgumentException(
                    "slipway.fights.quiet is %s, expected more than slipway.fights.longest-pause, which is %s"
                            .formatted(quiet, longestPause));
        }
    }
}
