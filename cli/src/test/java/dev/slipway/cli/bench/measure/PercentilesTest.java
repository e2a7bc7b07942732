package dev.slipway.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentilesTest {

    private static final List<Double> FIVE = List.of(35.0, 20.0, 15.0, 50.0, 40.0);

    @ParameterizedTest
    @CsvSource({"5, 15", "20, 15", "20.1, 20", "30, 20", "40, 20", "50, 35", "95, 50", "100, 50"})
    void takesTheNearestRankThatWasMeasured(double percent, double expected) {
        assertThat(Percentiles.nearestRank(FIVE, percent)).isEqualTo(expected);
    }

    @Test
    void leavesOneInAHundredAboveTheNinetyNinth() {
        List<Double> hundreds = new ArrayList<>(
                IntStream.rangeClosed(1, 400).mapToObj(i -> (double) i).toList());
        Collections.shuffle(hundreds, new Random(1));

        assertThat(Percentiles.nearestRank(hundreds, 99)).isEqualTo(396);
        assertThat(Percentiles.nearestRank(hundreds, 50)).isEqualTo(200);
    }

    @Test
    void isTheOnlySampleWhereThereIsOne() {
        assertThat(Percentiles.nearestRank(List.of(7.0), 1)).isEqualTo(7);
        assertThat(Percentiles.nearestRank(List.of(7.0), 99)).isEqualTo(7);
    }

    @Test
    void refusesNothingAndImpossiblePercentages() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Percentiles.nearestRank(List.of(), 50))
                .withMessageContaining("no samples");
        for (double percent : new double[] {0, -1, 100.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Percentiles.nearestRank(FIVE, percent))
                    .withMessageContaining("expected above 0");
        }
    }
}
