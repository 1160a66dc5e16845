package palestra.generative.applications;

import java.util.List;
import java.util.random.RandomGenerator;
import palestra.generative.data.DrawnData;
import palestra.networks.random.SplitMix64;

/**
 * Pictures of patterns in two colours, drawn without end: turned, shifted and scaled at random.
 * Labels are the patterns. What the body of {@link StyleTransfer} learns to tell apart.
 *
 * @param size the side of the pictures in pixels
 */
record Patterns(int size) implements DrawnData {
  private static final List<Pattern> KINDS = List.of(Pattern.values());

  /** How wide one repetition is, in pixels. */
  private static final double LEAST_WIDTH = 6;

  private static final double MOST_WIDTH = 14;

  @Override
  public String name() {
    return "patterns size=" + size;
  }

  @Override
  public int[] shape() {
    return new int[] {size, size, 3};
  }

  @Override
  public int classes() {
    return KINDS.size();
  }

  @Override
  public void draw(RandomGenerator random, float[] rows, int[] labels) {
    int count = rows.length / rowSize();
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(classes());
      float[] row = drawn(KINDS.get(label), random, size, size);
      System.arraycopy(row, 0, rows, i * row.length, row.length);
      if (labels != null) {
        labels[i] = label;
      }
    }
  }

  /**
   * One pattern in colours that differ well.
   *
   * @return {@code [height, width, 3]}
   */
  static float[] drawn(Pattern pattern, RandomGenerator random, int height, int width) {
    double angle = 2 * Math.PI * random.nextDouble();
    double scale = LEAST_WIDTH * Math.pow(MOST_WIDTH / LEAST_WIDTH, random.nextDouble());
    double[] shift = {10 * random.nextDouble(), 10 * random.nextDouble()};
    float[] first = colour(random);
    float[] second = colour(random);
    while (distance(first, second) < 0.6) {
      second = colour(random);
    }
    double cos = Math.cos(angle) / scale;
    double sin = Math.sin(angle) / scale;
    float[] row = new float[height * width * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = cos * x - sin * y + shift[0];
        double v = sin * x + cos * y + shift[1];
        float share = (float) pattern.at(u, v);
        for (int c = 0; c < 3; c++) {
          row[(y * width + x) * 3 + c] = first[c] + share * (second[c] - first[c]);
        }
      }
    }
    return row;
  }

  /** The picture of a pattern that a seed stands for. */
  static float[] drawn(Pattern pattern, long seed, int height, int width) {
    return drawn(pattern, new SplitMix64(seed), height, width);
  }

  private static float[] colour(RandomGenerator random) {
    return new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()};
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return Math.sqrt(sum);
  }
}
