package dev.slipway.portal.catalog.measured;

import dev.slipway.catalog.Plan;
import dev.slipway.portal.catalog.PromiseView;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts the promised beside the measured, the most telling promise first. */
public final class Promises {

    private Promises() {}

    /** The promises of one plan. Availability isn't measured yet, and says so. */
    public static List<PromiseView> of(Plan.Objectives objectives, Measured measured) {
        var availability =
                new BigDecimal(String.valueOf(objectives.availability()))
                                .stripTrailingZeros()
                                .toPlainString() + " %";
        return List.of(
                promise("Ready within", objectives.provisioning(), measured.provisioning()),
                promise("Drift put back in", objectives.driftReversion(), measured.driftReversion()),
                new PromiseView("Availability", availability, null, null, false));
    }

    private static PromiseView promise(String name, Duration promised, @Nullable Duration measured) {
        return new PromiseView(
                name,
                promised(promised),
                measured == null ? null : measured(measured),
                null,
                measured != null && measured.compareTo(promised) <= 0);
    }

    /** As the templates write spans: {@code 2 min}, {@code 15 s}, {@code 30 days}. */
    static String promised(Duration span) {
        if (span.toHours() >= 48) {
            return span.toDays() + " days";
        }
        if (span.toMinutes() > 120) {
            return span.toHours() + " h";
        }
        if (span.toSeconds() > 120 || (span.toSeconds() > 59 && span.toSecondsPart() == 0)) {
            return span.toMinutes() + " min";
        }
        return span.toSeconds() > 0 ? span.toSeconds() + " s" : span.toMillis() + " ms";
    }

    /** With one decimal where that tells more: {@code 7.5 ms}, {@code 240 ms}, {@code 1.4 s}, {@code 3.2 min}. */
    static String measured(Duration span) {
        var millis = span.toNanos() / 1_000_000.0;
        if (millis < 10) {
            return String.format(Locale.ROOT, "%.1f ms", millis);
        }
        if (millis < 1_000) {
            return Math.round(millis) + " ms";
        }
        return millis < 120_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1_000)
                : String.format(Locale.ROOT, "%.1f min", millis / 60_000);
    }
}
