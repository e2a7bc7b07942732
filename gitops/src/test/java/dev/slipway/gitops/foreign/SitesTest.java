package dev.slipway.gitops.foreign;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gitops.repository.GoldenSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class SitesTest {

    @Test
    void refusesToHandAPasswordInAUrlToEveryCluster() {
        var settings = new ForeignSettings(
                "https://robot:hush-hush@git.example.org/golden.git",
                null,
                Duration.ofMinutes(1),
                "flux-system",
                "argocd");
        var golden = GoldenSettings.of(null, null, null, Duration.ofSeconds(10), Duration.ofSeconds(30));
        var nobody = new DefaultListableBeanFactory().getBeanProvider(GoldenAddress.class);

        assertThatThrownBy(() -> new Sites(settings, golden, nobody))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slipway.engines.url has a user, password or token")
                .hasMessageContaining("slipway.engines.secret")
                .hasMessageNotContaining("hush-hush");
    }
}
