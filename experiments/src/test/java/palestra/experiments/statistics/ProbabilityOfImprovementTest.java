package palestra.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbabilityOfImprovementTest {

  @ParameterizedTest
  @CsvSource({
    "2 3, 1 1, 1", // always better
    "1 1, 2 3, 0", // never
    "5 5 5, 5 5, 0.5", // ties count half
    "1 3, 2 2, 0.5", // one of two
    "1 2 3, 2, 0.5", // 0, 1/2, 1
    "1 4 4 9, 4 5, 0.375", // 0 + 1/2 + 1/2 + 2 of 8
  })
  void handComputed(String x, String y, double expected) {
    double probability = compare(Reference.parse(x), Reference.parse(y)).probability();

    assertThat(probability).isCloseTo(expected, within(1e-12));
  }

  @Test
  void asMannAndWhitneysStatisticInSciPy() {
    JsonNode reference = Reference.load();
    for (JsonNode pair : reference.path("pairs")) {
      double[] x = scores(reference, pair.path("x").asText());
      double[] y = scores(reference, pair.path("y").asText());

      ProbabilityOfImprovement result = compare(x, y);

      assertThat(result.probability()).isCloseTo(pair.path("probability").asDouble(), within(1e-9));
      assertThat(result.interval().low())
          .isCloseTo(pair.path("interval").get(0).asDouble(), within(0.02));
      assertThat(result.interval().high())
          .isCloseTo(pair.path("interval").get(1).asDouble(), within(0.02));
    }
  }

  @Test
  void oneRunOnEitherSideGivesNoInterval() {
    assertThat(compare(new double[] {1}, new double[] {2, 3}).interval()).isEqualTo(Interval.NONE);
    assertThat(compare(new double[] {1, 4}, new double[] {2}).interval()).isEqualTo(Interval.NONE);
  }

  @Test
  void refusesAnEmptySide() {
    assertThatThrownBy(() -> compare(new double[0], new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double[] scores(JsonNode reference, String name) {
    return Reference.doubles(reference.path("cases").path(name).path("scores"));
  }

  private static ProbabilityOfImprovement compare(double[] x, double[] y) {
    return ProbabilityOfImprovement.of(x, y, Bootstrap.DEFAULT, new SplittableRandom(3));
  }
}
