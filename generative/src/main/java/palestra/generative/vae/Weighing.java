package palestra.generative.vae;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.generative.metrics.LogWeights;
import palestra.generative.vae.Networks.Posterior;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;

/**
 * Evidence of examples by importance sampling (Burda et al. 2015): with {@code z_i} drawn from
 * {@code q(z|x)}, {@code log p(x)} is at least, and nears with more samples, the expectation of
 * {@code log 1/k sum_i p(x|z_i) p(z_i) / q(z_i|x)}.
 */
final class Weighing {
  /** Examples of one run. */
  static final int EXAMPLES = 20;

  /** Latents of each in one run. */
  static final int SAMPLES = 25;

  static final String ROWS = "rows";
  static final String LABELS = "labels";
  static final String SEED = "seed";
  static final String LOG_LIKELIHOOD = "logLikelihood";
  static final String LOG_RATIO = "logRatio";
  static final String DIVERGENCE = "divergence";

  private final Endpoint endpoint;

  /**
   * An endpoint's weights.
   *
   * @param endpoint from {@link #EXAMPLES} rows, labels where they are told, and a seed to log p(x
   *     | z) and log p(z) - log q(z | x) of {@link #SAMPLES} rounds of them, and their divergences
   */
  private Weighing(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Adds the endpoint to a model. */
  static Weighing in(Model model, Networks networks) {
    Scope scope = model.scope();
    Operand<TFloat32> x = model.input("weighRows", TFloat32.class, networks.codec().rows(EXAMPLES));
    Operand<TInt64> labels = networks.labels("weighLabels", EXAMPLES);
    Operand<TInt64> seed = model.input("weighSeed", TInt64.class, 2);
    Operand<TFloat32> y = networks.oneHot(scope, labels);
    Posterior q = networks.posterior(scope, x, y);
    // Not the scope's noise: its count is the training's.
    Operand<TFloat32> epsilon =
        scope
            .tf()
            .random
            .statelessRandomNormal(
                scope.tf().constant(Shape.of((long) SAMPLES * EXAMPLES, networks.latentSize())),
                seed);
    Operand<TFloat32> z = Networks.latents(scope, q, epsilon, SAMPLES);
    Endpoint.Builder endpoint = model.endpoint("weigh").input(ROWS, x).input(SEED, seed);
    return new Weighing(
        (labels == null ? endpoint : endpoint.input(LABELS, labels))
            .output(LOG_LIKELIHOOD, networks.logLikelihood(scope, x, z, y, SAMPLES))
            .output(LOG_RATIO, Bounds.logRatio(scope, q, z, epsilon, SAMPLES))
            .output(DIVERGENCE, Bounds.divergence(scope, q))
            .build());
  }

  /**
   * Means over examples, in nats.
   *
   * @param labels null where none are told
   * @param samples latents of each example
   */
  Map<String, Double> of(float[][] rows, int[] labels, int samples, long seed) {
    int width = rows[0].length;
    float[] chunk = new float[EXAMPLES * width];
    double likelihood = 0;
    double divergence = 0;
    double[][] weights = new double[rows.length][samples];
    for (int from = 0; from < rows.length; from += EXAMPLES) {
      int count = Math.min(EXAMPLES, rows.length - from);
      Arrays.fill(chunk, 0);
      for (int i = 0; i < count; i++) {
        System.arraycopy(rows[from + i], 0, chunk, i * width, width);
        if (labels != null) {
          endpoint.longs(LABELS).put(i, labels[from + i]);
        }
      }
      endpoint.feed(ROWS, chunk);
      for (int done = 0; done < samples; done += SAMPLES) {
        endpoint.longs(SEED).put(0, seed).put(1, ((long) from << Integer.SIZE) + done);
        endpoint.run();
        int more = Math.min(SAMPLES, samples - done);
        for (int i = 0; i < count; i++) {
          likelihood += weigh(i, more, weights[from + i], done) / samples;
        }
      }
      for (int i = 0; i < count; i++) {
        divergence += endpoint.result(DIVERGENCE).get(i);
      }
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("negativeLogLikelihood", LogWeights.negativeLogLikelihood(weights));
    figures.put("elbo", (likelihood - divergence) / rows.length);
    figures.put("klDivergence", divergence / rows.length);
    return figures;
  }

  /** Notes one example's weights of a run and gives the sum of its log-likelihoods. */
  private double weigh(int example, int samples, double[] weights, int done) {
    double likelihoods = 0;
    for (int s = 0; s < samples; s++) {
      int at = s * EXAMPLES + example;
      double logLikelihood = endpoint.result(LOG_LIKELIHOOD).get(at);
      likelihoods += logLikelihood;
      weights[done + s] = logLikelihood + endpoint.result(LOG_RATIO).get(at);
    }
    return likelihoods;
  }
}
