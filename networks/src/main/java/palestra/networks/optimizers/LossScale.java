package palestra.networks.optimizers;

/**
 * Keeps small gradients of {@link palestra.networks.Precision#FLOAT16} products from vanishing
 * (Micikevicius et al. 2018, section 3.2): the loss is multiplied before it is differentiated, and
 * the gradients are divided again in float32. Dynamic: where a gradient overflows, the factor is
 * halved and the update made again with the same inputs; after so many updates without one it is
 * doubled.
 *
 * @param initial factor at the start, a power of two from 1 to 2^24
 * @param growthInterval updates without overflow after which the factor is doubled, 1 or more
 */
public record LossScale(double initial, int growthInterval) {
  /** The largest factor's exponent: beyond it float32 sums would lose what float16 gains. */
  static final int MAX_EXPONENT = 24;

  public LossScale {
    if (!(initial >= 1 && initial <= 1 << MAX_EXPONENT)
        || initial != Math.scalb(1.0, Math.getExponent(initial))) {
      throw new IllegalArgumentException(
          "a loss scale must be a power of two from 1 to 2^24, but is " + initial);
    }
    if (growthInterval < 1) {
      throw new IllegalArgumentException(
          "growthInterval must be at least 1, but is " + growthInterval);
    }
  }

  /** 2^15, doubled after 2,000 updates: the defaults of Keras' LossScaleOptimizer. */
  public LossScale() {
    this(32_768.0, 2000);
  }
}
