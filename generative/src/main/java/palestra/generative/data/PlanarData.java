package palestra.generative.data;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A distribution of points in the plane that is known exactly: equal shares of round normal
 * distributions around its modes. Being known, it tells which samples are good and which modes are
 * missed.
 */
public interface PlanarData {

  /** The name on the command line, such as {@code ring8}. */
  String name();

  /** The centres; each has the same share of the points. */
  List<Point> modes();

  /** The standard deviation around each centre, along each axis. */
  double sigma();

  /**
   * Fills all of {@code points}, {@code x} and {@code y} in turn, with fresh independent points.
   */
  default void sample(RandomGenerator random, float[] points) {
    List<Point> modes = modes();
    double sigma = sigma();
    for (int i = 0; i < points.length; i += 2) {
      Point mode = modes.get(random.nextInt(modes.size()));
      points[i] = (float) (mode.x() + sigma * random.nextGaussian());
      points[i + 1] = (float) (mode.y() + sigma * random.nextGaussian());
    }
  }

  /** The probability density at a point. */
  default double density(double x, double y) {
    double variance = sigma() * sigma();
    double sum = 0;
    for (Point mode : modes()) {
      sum += Math.exp(-0.5 * mode.squaredDistance(x, y) / variance);
    }
    return sum / (modes().size() * 2 * Math.PI * variance);
  }

  /** A place in the plane. */
  record Point(double x, double y) {

    /** The square of the distance to another place. */
    public double squaredDistance(double otherX, double otherY) {
      double dx = otherX - x;
      double dy = otherY - y;
      return dx * dx + dy * dy;
    }
  }
}
