package dev.slipway.cli.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.demo.observing.NotObserved;
import dev.slipway.cli.demo.report.StepResult;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StepTest {

    @Test
    void tellsWhatWasSeenOnOneLine() {
        StepResult result = Step.of("It is there", () -> " seen\n  twice ").run();

        assertThat(result.ok()).isTrue();
        assertThat(result.detail()).isEqualTo("seen twice");
    }

    @Test
    void doesNotHoldWhereSomethingElseWasSeen() {
        StepResult result = Step.of("It is three", () -> {
                    NotObserved.unlessEqual("The number", 3, 4);
                    return "never";
                })
                .run();

        assertThat(result.ok()).isFalse();
        assertThat(result.detail()).isEqualTo("The number is 4, expected 3");
    }

    @Test
    void doesNotHoldWhereLookingFailedAndNamesTheFailure() {
        StepResult result = Step.of("It answers", () -> {
                    throw new IOException("broken pipe");
                })
                .run();

        assertThat(result.ok()).isFalse();
        assertThat(result.detail()).isEqualTo("java.io.IOException: broken pipe");
    }

    @Test
    void doesNotHoldWhereItWasNotReached() {
        assertThat(Step.essential("It goes on", () -> "never").skipped().ok()).isFalse();
    }
}
