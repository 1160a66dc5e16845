package palestra.generative.data.planar;

import java.util.function.DoubleUnaryOperator;

/** What distributions around a curve have in common: uniform along its parameter, then blurred. */
final class Curve {
  /** Beyond so many deviations a normal density is below 1e-14 of its peak. */
  static final double FAR = 8;

  /** Pieces to each standard deviation; Simpson's rule is then exact to about 1e-6. */
  private static final double PIECES = 8;

  private Curve() {}

  static void checkNoise(String name, double noise) {
    if (!(noise >= 0.001 && noise <= 1)) {
      throw new IllegalArgumentException(
          "%s: noise must be from 0.001 to 1, but is %s".formatted(name, noise));
    }
  }

  /**
   * The integral of the round normal density around a curve, over its parameter.
   *
   * @param speed the greatest length of curve for a unit of the parameter
   */
  static double blurred(
      DoubleUnaryOperator squaredDistance, double from, double to, double speed, double noise) {
    if (!(to > from)) {
      return 0;
    }
    double variance = noise * noise;
    int pieces = 2 * Math.max(8, (int) Math.ceil((to - from) * speed / noise * PIECES / 2));
    double step = (to - from) / pieces;
    double sum = 0;
    for (int i = 0; i <= pieces; i++) {
      double weight = i == 0 || i == pieces ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-squaredDistance.applyAsDouble(from + i * step) / (2 * variance));
    }
    return sum * step / 3 / (2 * Math.PI * variance);
  }
}
