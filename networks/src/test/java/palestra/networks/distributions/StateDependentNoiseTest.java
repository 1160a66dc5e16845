package palestra.networks.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import palestra.networks.DirectionalGradients;
import palestra.networks.Evaluate;
import palestra.networks.Scope;

class StateDependentNoiseTest {
  private static final float[][] LATENT = {{1, 2}, {0, 3}};

  /** Deviations 1, 2; 3, 1. */
  private static final float[][] LOG_STD = {{0, (float) Math.log(2)}, {(float) Math.log(3), 0}};

  private static StateDependentNoise noise(Scope s) {
    return new StateDependentNoise(
        s.tf().constant(new float[2][2]), s.tf().constant(LATENT), s.tf().constant(LOG_STD));
  }

  /** {@code 1 1 + 4 9 = 37, 1 4 + 4 1 = 8; 9 9 = 81, 9 1 = 9}. */
  @Test
  void varianceIsThatOfTheFeatures() {
    float[] logStd = Evaluate.floats(s -> noise(s).gaussian(s).logStd());
    double[] variances = {37, 8, 81, 9};
    for (int i = 0; i < 4; i++) {
      assertThat(Math.exp(2 * logStd[i])).isCloseTo(variances[i], within(1e-3));
    }
  }

  /** Row 0: {@code z E = 1 (0.5 1) + 2 (1 3) = 6.5} and {@code 1 (-1 2) + 2 (2 1) = 2}. */
  @Test
  void noiseIsLinearInTheFeatures() {
    float[][][] normals = {{{0.5f, -1}, {1, 2}}, {{7, 7}, {0, -1}}};
    float[] noise = Evaluate.floats(s -> noise(s).noise(s, s.tf().constant(normals)));
    assertThat(noise).containsExactly(new float[] {6.5f, 2, 0, -3}, within(1e-6f));
  }

  /** Over many matrices the noise has the variance that its probability is of. */
  @Test
  void drawnNoiseHasThatVariance() {
    int matrices = 4000;
    float[] normals = DirectionalGradients.randoms(new Random(3), matrices * 4);
    float[][] latents = new float[matrices][];
    java.util.Arrays.fill(latents, LATENT[0]);
    float[] noise =
        Evaluate.floats(
            s ->
                new StateDependentNoise(
                        s.tf().constant(new float[matrices][2]),
                        s.tf().constant(latents),
                        s.tf().constant(LOG_STD))
                    .noise(s, s.tf().constant(Shape.of(matrices, 2, 2), DataBuffers.of(normals))));
    double[] squares = new double[2];
    for (int i = 0; i < noise.length; i++) {
      squares[i % 2] += (double) noise[i] * noise[i] / matrices;
    }
    assertThat(squares[0]).isCloseTo(37, within(3.0));
    assertThat(squares[1]).isCloseTo(8, within(0.8));
  }

  @Test
  void gradients() {
    DirectionalGradients.hold(
        List.of(Shape.of(2, 2), Shape.of(2, 2), Shape.of(2, 2)),
        (s, x) ->
            new StateDependentNoise(x.get(0), s.tf().constant(LATENT), x.get(1))
                .gaussian(s)
                .logProbability(s, x.get(2)));
    DirectionalGradients.hold(
        List.of(Shape.of(2, 2)),
        (s, x) ->
            new StateDependentNoise(
                    s.tf().constant(new float[2][2]), s.tf().constant(LATENT), x.get(0))
                .gaussian(s)
                .entropy(s));
  }
}
