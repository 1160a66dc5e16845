package palestra.networks.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import palestra.networks.Evaluate;

class CategoricalTest {
  private static final float[][] LOGITS = {
    {0, 0, 0}, {(float) Math.log(1), (float) Math.log(2), (float) Math.log(5)}, {900, -900, 0}
  };
  private static final FloatBuffer ROWS = rows();

  private static FloatBuffer rows() {
    FloatBuffer buffer = FloatBuffer.allocate(9);
    for (float[] row : LOGITS) {
      buffer.put(row);
    }
    return buffer.flip();
  }

  @Test
  void logProbabilityInsideAndOutsideTheGraph() {
    float[] inside =
        Evaluate.floats(
            s ->
                new Categorical(s.tf().constant(LOGITS))
                    .logProbability(s, s.tf().constant(new long[] {1, 2, 1})));
    double[] expected = {-Math.log(3), Math.log(5.0 / 8), -1800};
    int[] choices = {1, 2, 1};
    for (int i = 0; i < 3; i++) {
      assertThat((double) inside[i]).isCloseTo(expected[i], within(1e-5));
      assertThat(Categorical.logProbability(ROWS, i, 3, choices[i]))
          .isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void entropy() {
    float[] entropy = Evaluate.floats(s -> new Categorical(s.tf().constant(LOGITS)).entropy(s));
    double second = -(Math.log(1 / 8.0) + 2 * Math.log(2 / 8.0) + 5 * Math.log(5 / 8.0)) / 8;
    assertThat((double) entropy[0]).isCloseTo(Math.log(3), within(1e-6));
    assertThat((double) entropy[1]).isCloseTo(second, within(1e-6));
    assertThat((double) entropy[2]).isCloseTo(0, within(1e-6));
  }

  @Test
  void modeIsTheFirstOfTheLargest() {
    assertThat(Categorical.mode(ROWS, 0, 3)).isZero();
    assertThat(Categorical.mode(ROWS, 1, 3)).isEqualTo(2);
    assertThat(Categorical.mode(ROWS, 2, 3)).isZero();
  }

  @Test
  void probabilitiesAddUpToOne() {
    float[] probabilities = Categorical.probabilities(ROWS, 1, 3);
    assertThat(probabilities).containsExactly(new float[] {0.125f, 0.25f, 0.625f}, within(1e-6f));
    assertThat(Categorical.probabilities(ROWS, 2, 3)).containsExactly(1, 0, 0);
  }

  /** Chi-square of 40,000 draws: below 13.8 (p = 0.001, two degrees of freedom). */
  @Test
  void samplesAsOftenAsProbable() {
    Random random = new Random(11);
    int[] counts = new int[3];
    int draws = 40_000;
    for (int i = 0; i < draws; i++) {
      counts[Categorical.sample(ROWS, 1, 3, random.nextDouble())]++;
    }
    double[] expected = {draws / 8.0, draws / 4.0, draws * 5 / 8.0};
    double chiSquare = 0;
    for (int i = 0; i < 3; i++) {
      chiSquare += Math.pow(counts[i] - expected[i], 2) / expected[i];
    }
    assertThat(chiSquare).isLessThan(13.8);
  }

  @Test
  void samplesBySharesOfTheUnitInterval() {
    assertThat(Categorical.sample(ROWS, 1, 3, 0)).isZero();
    assertThat(Categorical.sample(ROWS, 1, 3, 0.124)).isZero();
    assertThat(Categorical.sample(ROWS, 1, 3, 0.126)).isEqualTo(1);
    assertThat(Categorical.sample(ROWS, 1, 3, 0.374)).isEqualTo(1);
    assertThat(Categorical.sample(ROWS, 1, 3, 0.376)).isEqualTo(2);
    assertThat(Categorical.sample(ROWS, 1, 3, Math.nextDown(1.0))).isEqualTo(2);
    assertThat(Categorical.sample(ROWS, 2, 3, Math.nextDown(1.0))).isZero();
  }
}
