package palestra.generative.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.generative.internal.Graphs;
import palestra.generative.vae.Networks.Posterior;
import palestra.networks.Initializer;
import palestra.networks.Scope;

class VaeLossesTest {
  private static final double LN_2 = Math.log(2);

  @Test
  void divergenceFromTheStandardNormal() {
    float[] kl =
        Graphs.values(
            scope ->
                Bounds.divergence(
                    scope,
                    new Posterior(
                        rows(scope, new float[][] {{0, 0}, {1, -2}}),
                        rows(scope, new float[][] {{0, 0}, {0, (float) LN_2}}))));
    // Each latent: (mu^2 + sigma^2 - 1 - log sigma^2) / 2.
    assertThat(kl[0]).isZero();
    assertThat(kl[1]).isCloseTo((float) ((1 + 0 + 4 + 1 - LN_2) / 2), within(1e-6f));
  }

  /** With {@code z = mu + sigma epsilon}: log N(z; 0, 1) - log N(z; mu, sigma). */
  @Test
  void ratioOfPriorAndPosterior() {
    float[] ratios =
        Graphs.values(
            scope -> {
              Posterior q =
                  new Posterior(
                      rows(scope, new float[][] {{1}}),
                      rows(scope, new float[][] {{(float) (2 * LN_2)}}));
              Operand<TFloat32> epsilon = rows(scope, new float[][] {{0.5f}, {-1}});
              Operand<TFloat32> z = Networks.latents(scope, q, epsilon, 2);
              return Bounds.logRatio(scope, q, z, epsilon, 2);
            });
    assertThat(ratios[0]).isCloseTo((float) (normal(2, 0, 1) - normal(2, 1, 2)), within(1e-5f));
    assertThat(ratios[1]).isCloseTo((float) (normal(-1, 0, 1) - normal(-1, 1, 2)), within(1e-5f));
  }

  /** Weights 1 and 3 for one example, 2 and 2 for the other; far from 1 they do not overflow. */
  @Test
  void importanceBoundIsTheLogarithmOfTheMeanWeight() {
    float[] loss =
        Graphs.values(
            scope ->
                Bounds.importanceLoss(
                    scope,
                    scope.tf().constant(new float[] {-500, 500, -500, 500}),
                    scope
                        .tf()
                        .constant(new float[] {0, (float) LN_2, (float) Math.log(3), (float) LN_2}),
                    scope.tf().constant(1f),
                    2));
    assertThat(loss[0]).isCloseTo((float) -((-500 + LN_2 + 500 + LN_2) / 2), within(1e-4f));
  }

  @Test
  void likelihoodsOfBothKinds() {
    float[] bernoulli =
        Graphs.values(
            scope ->
                Likelihood.BERNOULLI.logProbability(
                    scope,
                    rows(scope, new float[][] {{1, 0}}),
                    rows(scope, new float[][] {{0, (float) Math.log(3)}}),
                    null));
    assertThat(bernoulli[0]).isCloseTo((float) (-LN_2 - Math.log(4)), within(1e-6f));
    float[] gaussian =
        Graphs.values(
            scope ->
                Likelihood.GAUSSIAN.logProbability(
                    scope,
                    rows(scope, new float[][] {{1, 2}}),
                    rows(scope, new float[][] {{0, 2.5f}}),
                    scope.tf().constant(new float[] {(float) LN_2})));
    assertThat(gaussian[0]).isCloseTo((float) (normal(1, 0, 2) + normal(2, 2.5, 2)), within(1e-5f));
  }

  @Test
  void gradientsOfTheBoundsAreDifferences() {
    for (int k : new int[] {1, 3}) {
      double[] slopes =
          Graphs.slopes(
              scope -> {
                Operand<TFloat32> w = scope.variable("w", Shape.of(2, 6), Initializer.normal(1));
                Posterior q =
                    new Posterior(
                        scope
                            .tf()
                            .math
                            .tanh(
                                scope
                                    .tf()
                                    .slice(
                                        w,
                                        scope.tf().constant(new int[] {0, 0}),
                                        scope.tf().constant(new int[] {2, 3}))),
                        scope
                            .tf()
                            .slice(
                                w,
                                scope.tf().constant(new int[] {0, 3}),
                                scope.tf().constant(new int[] {2, 3})));
                float[][] noise = new float[2 * k][3];
                for (int i = 0; i < noise.length; i++) {
                  noise[i] = new float[] {i - 1.5f, 0.5f, 0.2f * i};
                }
                Operand<TFloat32> epsilon = rows(scope, noise);
                Operand<TFloat32> z = Networks.latents(scope, q, epsilon, k);
                Operand<TFloat32> x =
                    Networks.repeated(scope, rows(scope, new float[][] {{1, 0, 1}, {0, 1, 0}}), k);
                Operand<TFloat32> fit = Likelihood.BERNOULLI.logProbability(scope, x, z, null);
                return k == 1
                    ? scope.tf().math.mean(Bounds.divergence(scope, q), scope.tf().constant(0))
                    : Bounds.importanceLoss(
                        scope,
                        fit,
                        Bounds.logRatio(scope, q, z, epsilon, k),
                        scope.tf().constant(0.7f),
                        k);
              },
              1e-2);
      assertThat(slopes[0])
          .as("k = %d", k)
          .isCloseTo(slopes[1], within(2e-3 * (1 + Math.abs(slopes[1]))));
    }
  }

  @Test
  void activeUnitsAreThoseWhoseMeansVary() {
    float[][] means = {{1, 0.05f, -1}, {1, -0.05f, 1}};
    assertThat(Vae.activeUnits(means)).isEqualTo(1);
  }

  private static Operand<TFloat32> rows(Scope scope, float[][] values) {
    return scope.tf().constant(values);
  }

  private static double normal(double x, double mean, double deviation) {
    double scaled = (x - mean) / deviation;
    return -0.5 * scaled * scaled - Math.log(deviation) - 0.5 * Math.log(2 * Math.PI);
  }
}
