package palestra.generative.data.planar;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import palestra.generative.data.PlanarData;

/**
 * {@code checkerboard}: uniform on every other square of a board around (0, 0) whose squares have
 * side 1; the lower left one is taken. The density is 2 over the number of squares there, and 0 on
 * the others.
 *
 * @param squares along each side; even, from 2 to 32
 */
public record Checkerboard(int squares) implements PlanarData {

  /** Checks the number of squares. */
  public Checkerboard {
    if (squares < 2 || squares > 32 || squares % 2 == 1) {
      throw new IllegalArgumentException(
          "checkerboard: squares must be even and from 2 to 32, but is " + squares);
    }
  }

  static Checkerboard defaults() {
    return new Checkerboard(4);
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
    double half = squares / 2.0;
    for (int i = 0; i < rows.length; i += 2) {
      int column = random.nextInt(squares);
      int row = 2 * random.nextInt(squares / 2) + column % 2;
      rows[i] = (float) (column + random.nextDouble() - half);
      rows[i + 1] = (float) (row + random.nextDouble() - half);
    }
    if (labels != null) {
      Arrays.fill(labels, 0);
    }
  }

  @Override
  public double density(double x, double y) {
    double half = squares / 2.0;
    if (!(Math.abs(x) < half && Math.abs(y) < half)) {
      return 0;
    }
    int column = (int) Math.floor(x + half);
    int row = (int) Math.floor(y + half);
    return (column + row) % 2 == 0 ? 2.0 / (squares * squares) : 0;
  }
}
