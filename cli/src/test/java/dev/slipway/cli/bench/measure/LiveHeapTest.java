package dev.slipway.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.cli.demo.observing.NotObserved;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

    @Test
    void countsWhatIsHeldAndNotWhatIsLeft() {
        long self = ProcessHandle.current().pid();
        double before = LiveHeap.megabytes(self);
        byte[] held = new byte[20 * 1024 * 1024];
        double with = LiveHeap.megabytes(self);
        assertThat(with - before).isCloseTo(20, within(5.0));
        assertThat(held).hasSize(20 * 1024 * 1024);

        held = new byte[0];
        assertThat(LiveHeap.megabytes(self) - before).isCloseTo(held.length, within(5.0));
    }

    @Test
    void refusesAHistogramWithoutATotal() {
        assertThatExceptionOfType(NotObserved.class)
                .isThrownBy(() -> LiveHeap.total("No such process"))
                .withMessageContaining("no total");
    }
}
