package dev.slipway.portal.tenants;

import dev.slipway.clusters.Quota;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resource of which a tenant may use so much.
 *
 * @param resource cpu, memory, pods or storage
 * @param used the Kubernetes quantity in use, {@code null} where the cluster didn't tell
 * @param limit the Kubernetes quantity that it may use
 * @param percent how much of it is used, 0 to 100 and above, {@code null} where the cluster didn't tell
 */
public record QuotaView(
        String resource,
        @Nullable String used,
        String limit,
        @Nullable Integer percent) {

    /**
     * The four that people think in.
     *
     * @param declared what the tenant's file says, {@code null} where it says nothing and the cluster's word counts
     */
    static List<QuotaView> of(@Nullable Quota declared, QuotaUse.Use use) {
        return Stream.of(
                        line("cpu", "requests.cpu", declared == null ? null : declared.cpu(), use),
                        line("memory", "requests.memory", declared == null ? null : declared.memory(), use),
                        line("pods", "pods", declared == null ? null : declared.pods(), use),
                        line("storage", "requests.storage", declared == null ? null : declared.storage(), use))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<QuotaView> line(
            String resource, String counted, @Nullable String declared, QuotaUse.Use use) {
        Quantity hard = use.hard().get(counted);
        String limit = hard == null ? declared : hard.toString();
        return limit == null
                ? Optional.empty()
                : Optional.of(of(resource, use.used().get(counted), limit));
    }

    private static QuotaView of(String resource, @Nullable Quantity used, String limit) {
        return new QuotaView(
                resource,
                used == null ? null : used.toString(),
                limit,
                used == null ? null : percent(used.getNumericalAmount(), new Quantity(limit).getNumericalAmount()));
    }

    private static @Nullable Integer percent(BigDecimal used, BigDecimal limit) {
        return limit.signum() <= 0
                ? null
                : used.movePointRight(2).divide(limit, 0, RoundingMode.HALF_UP).intValue();
    }
}
