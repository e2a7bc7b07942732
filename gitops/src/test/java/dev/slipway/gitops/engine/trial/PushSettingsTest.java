package dev.slipway.gitops.engine.trial;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PushSettingsTest {

    @Test
    void refusesToAskNobodyAtATime() {
        assertThatThrownBy(() -> new PushSettings(Duration.ofSeconds(5), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slipway.push.parallel-per-cluster is 0, expected 1 or more");
    }

    @Test
    void refusesToAskForLessThanNoTime() {
        assertThatThrownBy(() -> new PushSettings(Duration.ofSeconds(-1), 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slipway.push.within is PT-1S, expected zero or more");
        assertThatNoException().isThrownBy(() -> new PushSettings(Duration.ZERO, 1));
    }
}
