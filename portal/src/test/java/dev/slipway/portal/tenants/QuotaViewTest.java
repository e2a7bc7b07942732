package dev.slipway.portal.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.Quota;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaViewTest {

    private static final Quota DECLARED = new Quota("4", "8Gi", "20", "50Gi");

    @Test
    void saysHowMuchIsUsedAcrossUnits() {
        var use = new QuotaUse.Use(
                Map.of("requests.cpu", new Quantity("500m"), "requests.memory", new Quantity("2Gi")), Map.of());

        var quota = QuotaView.of(DECLARED, use);

        assertThat(quota.get(0)).isEqualTo(new QuotaView("cpu", "500m", "4", 13));
        assertThat(quota.get(1)).isEqualTo(new QuotaView("memory", "2Gi", "8Gi", 25));
        assertThat(quota.get(2)).isEqualTo(new QuotaView("pods", null, "20", null));
    }

    @Test
    void takesTheClustersWordForTheLimit() {
        var use = new QuotaUse.Use(Map.of("pods", new Quantity("5")), Map.of("pods", new Quantity("10")));

        assertThat(QuotaView.of(null, use)).containsExactly(new QuotaView("pods", "5", "10", 50));
    }

    @Test
    void survivesALimitOfNothing() {
        var use = new QuotaUse.Use(Map.of("pods", new Quantity("0")), Map.of("pods", new Quantity("0")));

        assertThat(QuotaView.of(null, use)).containsExactly(new QuotaView("pods", "0", "0", null));
    }
}
