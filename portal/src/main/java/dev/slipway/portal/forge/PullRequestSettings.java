package dev.slipway.portal.forge;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether people review each change at a forge before it counts.
 *
 * @param forge which one; {@code null} commits without pull requests
 * @param apiUrl where its API is, such as {@code https://api.github.com}, {@code https://gitlab.example.org/api/v4} or
 *     {@code https://gitea.example.org/api/v1}
 * @param repository the golden repository's name there, such as {@code platform/golden}
 * @param token the token by which pull requests are opened, read and closed
 * @param webhookSecret what webhooks are signed with; {@code null} takes none
 * @param poll how often an open pull request is looked at, in case no webhook tells
 */
@ConfigurationProperties("slipway.golden.pull-requests")
public record PullRequestSettings(
        @Nullable Kind forge,
        @Nullable URI apiUrl,
        @Nullable String repository,
        @Nullable String token,
        @Nullable String webhookSecret,
        @DefaultValue("30s") Duration poll) {

    /** The forges that the portal knows; Forgejo answers as Gitea does. */
    public enum Kind {
        GITHUB,
        GITLAB,
        GITEA,
        FORGEJO
    }
}
