package dev.slipway.portal.catalog.measured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Plan;
import dev.slipway.portal.catalog.PromiseView;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PromisesTest {

    private static final Plan.Objectives OBJECTIVES =
            new Plan.Objectives(99.5, Duration.ofMinutes(2), Duration.ofMinutes(15), Duration.ofDays(30));

    @Test
    void putsTheMeasuredBesideThePromised() {
        var measured = new Measured(Duration.ofMillis(1_400), Duration.ofNanos(7_500_000));

        assertThat(Promises.of(OBJECTIVES, measured))
                .containsExactly(
                        new PromiseView("Ready within", "2 min", "1.4 s", null, true),
                        new PromiseView("Drift put back in", "15 min", "7.5 ms", null, true),
                        new PromiseView("Availability", "99.5 %", null, null, false));
    }

    @Test
    void saysWhenAPromiseIsBroken() {
        var measured = new Measured(Duration.ofMinutes(2).plusMillis(1), null);

        assertThat(Promises.of(OBJECTIVES, measured).get(0).kept()).isFalse();
    }

    @Test
    void keepsNoPromiseThatWasNotMeasured() {
        assertThat(Promises.of(OBJECTIVES, Measured.NOTHING))
                .allSatisfy(promise -> assertThat(promise.measured()).isNull())
                .noneMatch(PromiseView::kept);
    }
}
