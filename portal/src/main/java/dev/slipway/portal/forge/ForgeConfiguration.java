package dev.slipway.portal.forge;

import dev.slipway.gitops.repository.GoldenSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The forge that the settings name. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("slipway.golden.pull-requests.forge")
class ForgeConfiguration {

    private static final String PREFIX = "slipway.golden.pull-requests.";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Bean
    Forge forge(PullRequestSettings settings, GoldenSettings golden) {
        if (golden.url() == null) {
            throw new IllegalArgumentException(PREFIX
                    + "forge is set, but slipway.golden.url is missing: pull requests need the forge's repository");
        }
        return of(settings, golden);
    }

    static Forge of(PullRequestSettings settings, GoldenSettings golden) {
        PullRequestSettings.Kind kind = settings.forge();
        if (kind == null) {
            throw new IllegalArgumentException(PREFIX + "forge is missing");
        }
        ForgeApi api = new ForgeApi(
                needed(settings.apiUrl(), "api-url"), needed(settings.token(), "token"), golden.caFile(), PATIENCE);
        String repository = needed(settings.repository(), "repository");
        if (!repository.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+")) {
            throw new IllegalArgumentException(
                    "%srepository is '%s', expected a name such as platform/golden".formatted(PREFIX, repository));
        }
        WebhookSecret secret = new WebhookSecret(settings.webhookSecret());
        return switch (kind) {
            case GITHUB -> new GitHub(api, repository, secret);
            case GITLAB -> new GitLab(api, repository, secret);
            case GITEA, FORGEJO -> new Gitea(api, repository, secret, golden.branch(), kind);
        };
    }

    private static <T> T needed(@Nullable T value, String name) {
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException(PREFIX + "forge is set, but " + PREFIX + name + " is missing");
        }
        return value;
    }
}
