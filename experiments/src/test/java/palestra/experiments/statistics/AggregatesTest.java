package palestra.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // scores | mean | median | std | iqm
        "1 3 | 2 | 2 | 1.4142135623730951 | 2",
        "1 2 3 4 | 2.5 | 2.5 | 1.2909944487358056 | 2.5",
        "0 10 20 1000 | 257.5 | 15 | 495.06733548747354 | 15",
        "5 4 3 2 1 | 3 | 3 | 1.5811388300841898 | 3",
        "8 0 0 0 0 0 0 8 | 2 | 0 | 3.7032803990902057 | 0",
      })
  void handComputed(String scores, double mean, double median, double std, double iqm) {
    double[] values = Reference.parse(scores);

    assertThat(Aggregates.mean(values)).isEqualTo(mean);
    assertThat(Aggregates.median(values)).isEqualTo(median);
    assertThat(Aggregates.standardDeviation(values)).isCloseTo(std, within(1e-12));
    assertThat(Aggregates.interquartileMean(values)).isEqualTo(iqm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"three", "four", "five", "eight", "thirty"})
  void asNumPyAndSciPy(String name) {
    JsonNode expected = Reference.load().path("cases").path(name);
    double[] scores = Reference.doubles(expected.path("scores"));

    assertThat(Aggregates.mean(scores)).isCloseTo(expected.path("mean").asDouble(), within(1e-9));
    assertThat(Aggregates.median(scores)).isEqualTo(expected.path("median").asDouble());
    assertThat(Aggregates.standardDeviation(scores))
        .isCloseTo(expected.path("std").asDouble(), within(1e-9));
    assertThat(Aggregates.interquartileMean(scores))
        .isCloseTo(expected.path("iqm").asDouble(), within(1e-9));
    assertThat(Aggregates.optimalityGap(100, scores))
        .isCloseTo(expected.path("gapTo100").asDouble(), within(1e-9));
  }

  @Test
  void optimalityGapDoesNotLetTheGoodMakeUpForTheBad() {
    assertThat(Aggregates.optimalityGap(475, 500, 500, 425)).isCloseTo(50.0 / 3, within(1e-12));
    assertThat(Aggregates.optimalityGap(475, 475, 500)).isZero();
  }

  @Test
  void oneScoreHasNoSpreadAndNoScoresHaveNoMean() {
    assertThat(Aggregates.standardDeviation(7)).isNaN();
    assertThat(Aggregates.interquartileMean(7)).isEqualTo(7);
    assertThat(Aggregates.median()).isNaN();
    assertThat(Aggregates.mean()).isNaN();
    assertThat(Aggregates.interquartileMean()).isNaN();
  }

  @Test
  void leavesTheScoresAsTheyWere() {
    double[] scores = {3, 1, 2};

    Aggregates.interquartileMean(scores);
    Aggregates.median(scores);

    assertThat(scores).containsExactly(3, 1, 2);
  }
}
