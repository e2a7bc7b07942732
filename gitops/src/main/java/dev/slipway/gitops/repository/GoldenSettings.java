package dev.slipway.gitops.repository;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the golden repository is.
 *
 * @param url the remote over HTTPS, HTTP, SSH or a path; {@code null} for the portal's own
 * @param branch the branch that counts
 * @param username the user for HTTP
 * @param password the password or token for HTTP
 * @param poll how often a remote is asked for news, in case no webhook tells
 * @param timeout how long one exchange with the remote may take
 */
@ConfigurationProperties("slipway.golden")
public record GoldenSettings(
        @Nullable String url,
        @DefaultValue("main") String branch,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("10s") Duration poll,
        @DefaultValue("30s") Duration timeout) {}
