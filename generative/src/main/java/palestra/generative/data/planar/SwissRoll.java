package palestra.generative.data.planar;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import palestra.generative.data.PlanarData;

/**
 * {@code swiss-roll}: the spiral {@code (t cos t, t sin t) / 7.5} with t uniform from 1.5 pi to 4.5
 * pi, blurred by normal noise. It is scikit-learn's roll seen from its end, in the scale of the toy
 * experiments of Gulrajani et al. 2017. Its density is {@code 1/(3 pi)} times the integral over t
 * of the noise's density around the curve.
 *
 * @param noise the standard deviation of the noise in each direction, from 0.001 to 1
 */
public record SwissRoll(double noise) implements PlanarData {
  private static final double SCALE = 7.5;
  private static final double FIRST = 1.5 * Math.PI;
  private static final double LAST = 4.5 * Math.PI;

  /** Checks the noise. */
  public SwissRoll {
    Curve.checkNoise("swiss-roll", noise);
  }

  static SwissRoll defaults() {
    return new SwissRoll(0.03);
  }

  @Override
  public String name() {
    return PlanarDataProvider.text(this);
  }

  @Override
  public int classes() {
    return 0;
  }

  @Override
  public void draw(RandomGenerator random, float[] rows, int[] labels) {
    for (int i = 0; i < rows.length; i += 2) {
      double t = FIRST + (LAST - FIRST) * random.nextDouble();
      rows[i] = (float) (t * Math.cos(t) / SCALE + noise * random.nextGaussian());
      rows[i + 1] = (float) (t * Math.sin(t) / SCALE + noise * random.nextGaussian());
    }
    if (labels != null) {
      Arrays.fill(labels, 0);
    }
  }

  @Override
  public double density(double x, double y) {
    // the curve's point at t is t / SCALE away from the middle: the rest of the curve is far away
    double radius = Math.hypot(x, y);
    double from = Math.max(FIRST, (radius - Curve.FAR * noise) * SCALE);
    double to = Math.min(LAST, (radius + Curve.FAR * noise) * SCALE);
    double integral =
        Curve.blurred(
            t -> new Point(t * Math.cos(t) / SCALE, t * Math.sin(t) / SCALE).squaredDistance(x, y),
            from,
            to,
            Math.hypot(1, LAST) / SCALE,
            noise);
    return integral / (LAST - FIRST);
  }
}
