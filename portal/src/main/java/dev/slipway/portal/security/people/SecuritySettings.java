package dev.slipway.portal.security.people;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the organisation's identity provider is understood.
 *
 * @param groupsClaim the claim that lists a person's groups; Keycloak's leading slash is dropped
 * @param nameClaim the claim with the user name; the subject stands in when it is absent
 * @param teamPrefix only groups that start with it are teams; empty makes every group a team
 * @param audience the audience that a JWT for the API must name
 * @param tokenOwnerSeenWithin how long a token works after its owner last signed in: what they may do by then is only
 *     known to the provider
 * @param roles the groups whose members have a role
 */
@ConfigurationProperties("slipway.security")
public record SecuritySettings(
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("team-") String teamPrefix,
        @DefaultValue("slipway-api") String audience,
        @DefaultValue("P30D") Duration tokenOwnerSeenWithin,
        @DefaultValue Roles roles) {

    /** @throws IllegalArgumentException if tokens would never work */
    public SecuritySettings {
        if (tokenOwnerSeenWithin.isNegative() || tokenOwnerSeenWithin.isZero()) {
            throw new IllegalArgumentException(
                    "slipway.security.token-owner-seen-within is " + tokenOwnerSeenWithin + "; expected more than 0");
        }
    }

    /**
     * Groups by role.
     *
     * @param platform groups of those who publish and operate
     * @param auditor groups of those who read everything and change nothing
     * @param admin groups of those who may do everything
     */
    public record Roles(
            @DefaultValue List<String> platform,
            @DefaultValue List<String> auditor,
            @DefaultValue List<String> admin) {}
}
