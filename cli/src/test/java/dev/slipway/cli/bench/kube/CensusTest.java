package dev.slipway.cli.bench.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CensusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Census census = new Census();

    @Test
    void countsWhatWasThereWhatComesAndWhatGoes() throws IOException {
        try (PipedOutputStream some = new PipedOutputStream();
                PipedOutputStream others = new PipedOutputStream();
                census) {
            census.count(2, new PipedInputStream(some));
            census.count(1, new PipedInputStream(others));
            assertThat(census.present()).isEqualTo(3);
            assertThat(census.firstAdded()).isZero();

            tell(some, "ADDED");
            Await.until(PATIENCE, "one more is counted", () -> census.present() == 4);
            long first = census.firstAdded();
            assertThat(first).isEqualTo(census.latestChange());
            tell(some, "MODIFIED");
            tell(others, "ADDED");
            Await.until(PATIENCE, "another one is counted", () -> census.present() == 5);
            tell(others, "DELETED");
            Await.until(PATIENCE, "one less is counted", () -> census.present() == 4);

            assertThat(census.firstAdded()).isEqualTo(first);
            assertThat(census.latestChange()).isGreaterThan(first);
        }
    }

    @Test
    void doesNotGuessWhenAWatchBreaks() throws IOException {
        PipedOutputStream some = new PipedOutputStream();
        census.count(2, new PipedInputStream(some));

        some.close();

        Await.until(PATIENCE, "the census is broken", this::isBroken);
        assertThatExceptionOfType(NotObserved.class).isThrownBy(census::present).withMessageContaining("watch");
    }

    private boolean isBroken() {
        try {
            census.present();
            return false;
        } catch (NotObserved e) {
            return true;
        }
    }

    private static void tell(PipedOutputStream watch, String type) throws IOException {
        watch.write("{\"type\":\"%s\",\"object\":{}}\n".formatted(type).getBytes(StandardCharsets.UTF_8));
        watch.flush();
    }
}
