package dev.slipway.portal.security.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final HandClock clock = new HandClock();
    private final Attempts attempts = new Attempts(clock);

    @Test
    void letsTenFailuresPassAndThenMakesTheAddressWait() {
        for (int i = 0; i < Attempts.MOST; i++) {
            assertThat(attempts.waitFor("a")).isZero();
            attempts.failed("a");
        }

        assertThat(attempts.waitFor("a")).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertThat(attempts.waitFor("b")).isZero();
    }

    @Test
    void allowsOneMoreAfterEachPause() {
        for (int i = 0; i < 50; i++) {
            attempts.failed("a");
        }

        clock.pass(Duration.ofSeconds(Attempts.REFILL_SECONDS));

        assertThat(attempts.waitFor("a")).isZero();
        attempts.failed("a");
        assertThat(attempts.waitFor("a")).isPositive();
    }

    @Test
    void forgetsTheOldestAddressRatherThanGrowing() {
        for (int i = 0; i < Attempts.MOST; i++) {
            attempts.failed("a");
        }
        for (int i = 0; i < 10_000; i++) {
            attempts.failed("other-" + i);
        }

        assertThat(attempts.waitFor("a")).isZero();
    }

    private static final class HandClock extends Clock {

        private Instant now = Instant.parse("2026-11-22T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
