package dev.slipway.clusters;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;

/**
 * What the workloads of a tenant may use in total, as Kubernetes quantities greater than zero.
 *
 * @param cpu cores, e.g. {@code 4} or {@code 500m}
 * @param memory bytes, e.g. {@code 8Gi}
 * @param pods a whole number, e.g. {@code 40}
 * @param storage bytes of all persistent volumes, e.g. {@code 50Gi}
 */
public record Quota(String cpu, String memory, String pods, String storage) {

    public Quota {
        checked("cpu", cpu);
        checked("memory", memory);
        checked("pods", pods);
        checked("storage", storage);
    }

    /**
     * A quantity as it is given.
     *
     * @param what the name of its field
     * @throws IllegalArgumentException if it is no quantity, or no whole number of pods
     */
    public static String checked(String what, String quantity) {
        if (!quantity.matches("[0-9.]{1,15}(m|[kMGTP]|[KMGTP]i)?")) {
            throw notAQuantity(what, quantity);
        }
        try {
            if (new Quantity(quantity).getNumericalAmount().compareTo(BigDecimal.ZERO) <= 0) {
                throw notAQuantity(what, quantity);
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw notAQuantity(what, quantity);
        }
        if (what.equals("pods") && !quantity.matches("[0-9]+")) {
            throw new IllegalArgumentException(
                    "Not a number of pods: '%s' (expected: a whole number)".formatted(quantity));
        }
        return quantity;
    }

    private static IllegalArgumentException notAQuantity(String what, String quantity) {
        String shown = quantity.length() > 40 ? quantity.substring(0, 40) + "…" : quantity;
        return new IllegalArgumentException(
                "Not a quantity of %s: '%s' (expected: a number above zero with an optional unit, e.g. 500m or 8Gi)"
                        .formatted(what, shown));
    }
}
