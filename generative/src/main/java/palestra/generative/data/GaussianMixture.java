package palestra.generative.data;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Round normal distributions of equal shares around given centres, the classes, among them the two
 * toy sets of the literature on mode collapse, as in the code of PacGAN (Lin et al. 2018).
 *
 * @param name the name on the command line
 * @param modes the centres, at least one
 * @param sigma the standard deviation around each, above 0
 */
public record GaussianMixture(String name, List<Point> modes, double sigma) implements PlanarData {

  public GaussianMixture {
    modes = List.copyOf(modes);
    if (modes.isEmpty()) {
      throw new IllegalArgumentException("modes of " + name + " must not be empty");
    }
    if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("sigma of " + name + " must be above 0, but is " + sigma);
    }
  }

  @Override
  public int classes() {
    return modes.size();
  }

  @Override
  public void draw(RandomGenerator random, float[] rows, int[] labels) {
    for (int i = 0; i < rows.length; i += 2) {
      int label = random.nextInt(modes.size());
      Point mode = modes.get(label);
      rows[i] = (float) (mode.x() + sigma * random.nextGaussian());
      rows[i + 1] = (float) (mode.y() + sigma * random.nextGaussian());
      if (labels != null) {
        labels[i / 2] = label;
      }
    }
  }

  @Override
  public double density(double x, double y) {
    double variance = sigma * sigma;
    double sum = 0;
    for (Point mode : modes) {
      sum += Math.exp(-0.5 * mode.squaredDistance(x, y) / variance);
    }
    return sum / (modes.size() * 2 * Math.PI * variance);
  }

  /** {@code ring8}: 8 modes on the circle of radius 1, the first at (1, 0); sigma 0.01. */
  public static GaussianMixture ring8() {
    return ring("ring8", 8, 1, 0.01);
  }

  /** {@code grid25}: 25 modes at all pairs of -4, -2, 0, 2 and 4; sigma 0.05. */
  public static GaussianMixture grid25() {
    return grid("grid25", 5, 2, 0.05);
  }

  /** Modes in equal distances on a circle around (0, 0), the first on the x-axis. */
  public static GaussianMixture ring(String name, int count, double radius, double sigma) {
    List<Point> modes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * i / count;
      modes.add(new Point(radius * Math.cos(angle), radius * Math.sin(angle)));
    }
    return new GaussianMixture(name, modes, sigma);
  }

  /** Modes on a square grid around (0, 0). */
  public static GaussianMixture grid(String name, int side, double distance, double sigma) {
    List<Point> modes = new ArrayList<>();
    double first = -distance * (side - 1) / 2;
    for (int i = 0; i < side; i++) {
      for (int k = 0; k < side; k++) {
        modes.add(new Point(first + i * distance, first + k * distance));
      }
    }
    return new GaussianMixture(name, modes, sigma);
  }
}
