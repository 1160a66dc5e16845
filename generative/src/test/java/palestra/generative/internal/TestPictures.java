package palestra.generative.internal;

import java.util.random.RandomGenerator;
import palestra.generative.data.DrawnData;

/**
 * Pictures of one bar each, in four classes: lying, standing, and on either diagonal, at places
 * that are drawn.
 */
public record TestPictures(int side) implements DrawnData {
  private static final int CLASSES = 4;

  @Override
  public String name() {
    return "bars";
  }

  @Override
  public int[] shape() {
    return new int[] {side, side, 1};
  }

  @Override
  public int classes() {
    return CLASSES;
  }

  @Override
  public void draw(RandomGenerator random, float[] rows, int[] labels) {
    int size = side * side;
    for (int from = 0; from < rows.length; from += size) {
      int label = random.nextInt(CLASSES);
      bar(random, label, rows, from);
      if (labels != null) {
        labels[from / size] = label;
      }
    }
  }

  /** Grey falls off with the distance from a line at an angle of label times 45 degrees. */
  private void bar(RandomGenerator random, int label, float[] rows, int from) {
    double angle = label * Math.PI / 4 + 0.1 * random.nextGaussian();
    double middle = (side - 1) / 2.0;
    double away = side / 8.0 * random.nextGaussian();
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double distance =
            Math.abs((x - middle) * Math.sin(angle) - (y - middle) * Math.cos(angle) - away);
        rows[from + y * side + x] = (float) Math.max(0, Math.min(1, 1.5 - distance * 8 / side));
      }
    }
  }
}
