package palestra.networks.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import palestra.networks.DirectionalGradients;
import palestra.networks.Evaluate;
import palestra.networks.Scope;

class DiagonalGaussianTest {
  private static final float[][] MEAN = {{0, 1}, {-1, 3}};
  private static final float[] LOG_STD = {0, (float) Math.log(2)};
  private static final float[][] TAKEN = {{1, 1}, {-1, -1}};

  /** Of the standard normal distribution at 0: 1 / sqrt(2 pi). */
  private static final double TOP = -0.5 * Math.log(2 * Math.PI);

  /** At one deviation and none; at none and two. */
  private static final float[] EXPECTED = {
    (float) (2 * TOP - 0.5 - Math.log(2)), (float) (2 * TOP - 2 - Math.log(2))
  };

  /** log(sqrt(2 pi e)) is 1.4189385. */
  private static final float ENTROPY = (float) (2 * 1.4189385332 + Math.log(2));

  private static DiagonalGaussian sameForAll(Scope s) {
    return new DiagonalGaussian(s.tf().constant(MEAN), s.tf().constant(LOG_STD));
  }

  private static DiagonalGaussian byRow(Scope s) {
    return new DiagonalGaussian(
        s.tf().constant(MEAN), s.tf().constant(new float[][] {LOG_STD, LOG_STD}));
  }

  @Test
  void insideTheGraph() {
    assertThat(Evaluate.floats(s -> sameForAll(s).logProbability(s, s.tf().constant(TAKEN))))
        .containsExactly(EXPECTED, within(1e-6f));
    assertThat(Evaluate.floats(s -> byRow(s).logProbability(s, s.tf().constant(TAKEN))))
        .containsExactly(EXPECTED, within(1e-6f));
    assertThat(Evaluate.floats(s -> sameForAll(s).entropy(s)))
        .containsExactly(new float[] {ENTROPY, ENTROPY}, within(1e-6f));
    assertThat(Evaluate.floats(s -> byRow(s).entropy(s)))
        .containsExactly(new float[] {ENTROPY, ENTROPY}, within(1e-6f));
  }

  @Test
  void outsideTheGraph() {
    FloatBuffer rows = FloatBuffer.wrap(Evaluate.floats(s -> sameForAll(s).parameters(s)));
    assertThat(rows.array()).containsExactly(0, 1, 0, LOG_STD[1], -1, 3, 0, LOG_STD[1]);
    for (int row = 0; row < 2; row++) {
      double sum = 0;
      for (int i = 0; i < 2; i++) {
        sum += DiagonalGaussian.logProbability(rows, row, 2, i, TAKEN[row][i]);
      }
      assertThat(sum).isCloseTo(EXPECTED[row], within(1e-6));
      assertThat(DiagonalGaussian.entropy(rows, row, 2)).isCloseTo(ENTROPY, within(1e-6));
    }
    assertThat(DiagonalGaussian.mean(rows, 1, 2, 1)).isEqualTo(3);
    assertThat(DiagonalGaussian.sample(rows, 1, 2, 1, -1.5)).isCloseTo(0, within(1e-6));
  }

  @Test
  void gradients() {
    for (Shape logStd : List.of(Shape.of(2), Shape.of(2, 2))) {
      DirectionalGradients.hold(
          List.of(Shape.of(2, 2), logStd, Shape.of(2, 2)),
          (s, x) -> new DiagonalGaussian(x.get(0), x.get(1)).logProbability(s, x.get(2)));
      DirectionalGradients.hold(
          List.of(logStd),
          (s, x) -> new DiagonalGaussian(s.tf().constant(MEAN), x.get(0)).entropy(s));
    }
  }
}
