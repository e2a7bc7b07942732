package dev.slipway.portal.tenants;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

    static QuotaView of(String resource, @Nullable Quantity used, String limit) {
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
