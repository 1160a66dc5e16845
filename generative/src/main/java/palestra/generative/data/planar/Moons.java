package palestra.generative.data.planar;

import java.util.random.RandomGenerator;
import palestra.generative.data.PlanarData;

/**
 * {@code moons}: two half circles of radius 1 that reach into each other, the upper one around (0,
 * 0), class 0, and the lower one around (1, 0.5), class 1, blurred by normal noise; the curves of
 * scikit-learn's {@code make_moons}, with the angle uniform from 0 to pi. Both classes have equal
 * shares. The density is the mean over the classes of {@code 1/pi} times the integral over the
 * angle of the noise's density around the curve.
 *
 * @param noise the standard deviation of the noise in each direction, from 0.001 to 1
 */
public record Moons(double noise) implements PlanarData {

  /** Checks the noise. */
  public Moons {
    Curve.checkNoise("moons", noise);
  }

  static Moons defaults() {
    return new Moons(0.1);
  }

  @Override
  public String name() {
    return PlanarDataProvider.text(this);
  }

  @Override
  public int classes() {
    return 2;
  }

  @Override
  public void draw(RandomGenerator random, float[] rows, int[] labels) {
    for (int i = 0; i < rows.length; i += 2) {
      int label = random.nextInt(2);
      double angle = Math.PI * random.nextDouble();
      rows[i] = (float) (x(label, angle) + noise * random.nextGaussian());
      rows[i + 1] = (float) (y(label, angle) + noise * random.nextGaussian());
      if (labels != null) {
        labels[i / 2] = label;
      }
    }
  }

  @Override
  public double density(double x, double y) {
    return (density(x, y, 0) + density(x, y, 1)) / 2;
  }

  /** The density of one class. */
  public double density(double x, double y, int label) {
    double integral =
        Curve.blurred(
            angle -> new Point(x(label, angle), y(label, angle)).squaredDistance(x, y),
            0,
            Math.PI,
            1,
            noise);
    return integral / Math.PI;
  }

  private static double x(int label, double angle) {
    return label == 0 ? Math.cos(angle) : 1 - Math.cos(angle);
  }

  private static double y(int label, double angle) {
    return label == 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
  }
}
