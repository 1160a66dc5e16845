package palestra.generative.data;

/**
 * A distribution of points in the plane that is known exactly, so that every sample can be judged.
 */
public interface PlanarData extends DrawnData {

  /** The probability density at a point. */
  double density(double x, double y);

  @Override
  default int[] shape() {
    return new int[] {2};
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
