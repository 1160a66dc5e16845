package palestra.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {
  private final SplittableRandom random = new SplittableRandom(7);

  @ParameterizedTest
  @ValueSource(strings = {"three", "four", "five", "eight", "thirty"})
  void asNumPysBootstrap(String name) {
    JsonNode expected = Reference.load().path("cases").path(name);
    double[] scores = Reference.doubles(expected.path("scores"));

    Interval interval = Bootstrap.DEFAULT.interquartileMean(new double[][] {scores}, random);

    assertClose(interval, expected.path("interval"), noise(scores));
  }

  @Test
  void drawsWithinEachEnvironment() {
    JsonNode reference = Reference.load();
    double[][] strata = new double[3][];
    Arrays.setAll(
        strata,
        i -> {
          String name = reference.path("strata").path("cases").get(i).asText();
          return Reference.doubles(reference.path("cases").path(name).path("scores"));
        });

    Interval interval = Bootstrap.DEFAULT.interquartileMean(strata, random);

    assertClose(interval, reference.path("strata").path("interval"), 0.8);
  }

  @Test
  void twoRunsGiveTheWholeRange() {
    // The mean of two draws from {0, 1} is 0, 1/2, 1 with probability 1/4, 1/2, 1/4.
    double[][] strata = {{0, 1}};

    assertThat(Bootstrap.DEFAULT.interquartileMean(strata, random)).isEqualTo(new Interval(0, 1));
    assertThat(new Bootstrap(10_000, 0.4).interquartileMean(strata, random))
        .isEqualTo(new Interval(0.5, 0.5));
  }

  @Test
  void equalRunsGiveAPoint() {
    assertThat(Bootstrap.DEFAULT.interquartileMean(new double[][] {{500, 500, 500}}, random))
        .isEqualTo(new Interval(500, 500));
  }

  @Test
  void oneRunGivesNoInterval() {
    assertThat(Bootstrap.DEFAULT.interquartileMean(new double[][] {{500}}, random))
        .isEqualTo(Interval.NONE);
    assertThat(Bootstrap.DEFAULT.interquartileMean(new double[][] {{500, 400}, {1}}, random))
        .isEqualTo(Interval.NONE);
    assertThat(Bootstrap.DEFAULT.interquartileMean(new double[0][], random))
        .isEqualTo(Interval.NONE);
  }

  @Test
  void sameSeedSameInterval() {
    double[][] strata = {{3, 1, 4, 1, 5, 9, 2, 6}};

    assertThat(Bootstrap.DEFAULT.interquartileMean(strata, new SplittableRandom(1)))
        .isEqualTo(Bootstrap.DEFAULT.interquartileMean(strata, new SplittableRandom(1)));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 3", "0.5, 1.5", "0.025, 0.075", "0.9, 2.7"})
  void quantileIsLinear(double share, double expected) {
    assertThat(Bootstrap.quantile(new double[] {0, 1, 2, 3}, share))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void refusesSettingsThatMakeNoInterval() {
    assertThatThrownBy(() -> new Bootstrap(0, 0.95)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Bootstrap(10, 95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("95.0");
  }

  /** Both sides are estimates: an end's noise at 10,000 draws is a few percent of the spread. */
  private static double noise(double[] scores) {
    return 0.05 * Aggregates.standardDeviation(scores);
  }

  private static void assertClose(Interval interval, JsonNode expected, double noise) {
    assertThat(interval.low()).isCloseTo(expected.get(0).asDouble(), within(noise));
    assertThat(interval.high()).isCloseTo(expected.get(1).asDouble(), within(noise));
  }
}
