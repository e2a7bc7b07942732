package dev.slipway.gitops.foreign;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How other engines are ordered from.
 *
 * @param url the golden repository as the clusters reach it; unless set the one that the portal serves, or its remote
 * @param secret the Secret in the clusters, beside the engine's objects, with the credentials for it; needed where the
 *     golden repository is elsewhere and not for everybody to read
 * @param interval how often the engines look by themselves, and with Flux put back drift
 * @param fluxNamespace the namespace of Flux's objects
 * @param argocdNamespace the namespace of Argo CD's objects
 */
@ConfigurationProperties("slipway.engines")
public record ForeignSettings(
        @Nullable String url,
        @Nullable String secret,
        @DefaultValue("1m") Duration interval,
        @DefaultValue("flux-system") String fluxNamespace,
        @DefaultValue("argocd") String argocdNamespace) {}
