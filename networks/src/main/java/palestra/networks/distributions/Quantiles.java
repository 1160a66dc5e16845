package palestra.networks.distributions;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Distributions of a return as the values of {@code count} quantiles, equally probable (Dabney et
 * al. 2018): {@code [..., count]}, the i-th one stands for the share {@code tau_i = (2 i + 1) / (2
 * count)} of what can happen, i from 0. Their loss: {@link
 * palestra.networks.losses.Losses#quantileHuber}.
 *
 * @param count of quantiles, 1 or more
 */
public record Quantiles(int count) {

  public Quantiles {
    if (count < 1) {
      throw new IllegalArgumentException("a return needs at least 1 quantile, not " + count);
    }
  }

  /** The shares {@code tau}, lemma 2: the middle of each of {@code count} equal parts of [0, 1]. */
  public float[] shares() {
    float[] shares = new float[count];
    for (int i = 0; i < count; i++) {
      shares[i] = (float) ((2 * i + 1) / (2.0 * count));
    }
    return shares;
  }

  /** Mean of each distribution: without the last axis. */
  public Operand<TFloat32> mean(Scope scope, Operand<TFloat32> values) {
    return scope.tf().math.mean(values, scope.tf().constant(-1));
  }
}
