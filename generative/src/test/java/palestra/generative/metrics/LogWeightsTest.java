package palestra.generative.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.networks.random.SplitMix64;

class LogWeightsTest {
  private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

  static List<JsonNode> weights() {
    return Reference.cases("logMeanExp");
  }

  @ParameterizedTest
  @MethodSource("weights")
  void asScipy(JsonNode expected) {
    assertThat(LogWeights.logMeanExp(Reference.doubles(expected.get("weights"))))
        .isCloseTo(expected.get("value").asDouble(), within(1e-12));
  }

  @Test
  void weightsOfNothing() {
    double none = Double.NEGATIVE_INFINITY;
    assertThat(LogWeights.logMeanExp(none, none)).isEqualTo(none);
    assertThat(LogWeights.logMeanExp(none, 0)).isCloseTo(-Math.log(2), within(1e-15));
    assertThat(LogWeights.logMeanExp(Double.NaN, 0)).isNaN();
    assertThatThrownBy(LogWeights::logMeanExp).hasMessage("the mean of no weights is not defined");
  }

  /**
   * Where everything is normal, log p(x) is known: z ~ N(0, 1), x ~ N(z, 1), so x ~ N(0, 2). The
   * bound grows with the number of weights and comes to it.
   */
  @Test
  void boundTendsToTheLogLikelihood() {
    double x = 1.5;
    double known = -x * x / 4 - Math.log(2) / 2 - HALF_LOG_TWO_PI;
    double one = -LogWeights.negativeLogLikelihood(drawn(x, 2_000, 1));
    double ten = -LogWeights.negativeLogLikelihood(drawn(x, 2_000, 10));
    double many = -LogWeights.negativeLogLikelihood(drawn(x, 200, 2_000));
    assertThat(one).isLessThan(ten - 0.1);
    assertThat(ten).isLessThan(known);
    assertThat(many).isCloseTo(known, within(0.005));
  }

  /** Weights of a q that is not the posterior: N(0, 1). */
  private static double[][] drawn(double x, int examples, int count) {
    SplitMix64 random = new SplitMix64(count);
    double[][] weights = new double[examples][count];
    for (double[] row : weights) {
      for (int k = 0; k < count; k++) {
        double z = random.nextGaussian();
        row[k] = -(x - z) * (x - z) / 2 - HALF_LOG_TWO_PI;
      }
    }
    return weights;
  }
}
