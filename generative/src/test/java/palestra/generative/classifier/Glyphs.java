package palestra.generative.classifier;

import java.util.random.RandomGenerator;
import palestra.generative.data.DrawnData;

/**
 * Four figures of 8 x 8 pixels at a random place with noise: a task for the tests that takes a
 * second.
 *
 * @param name of the data
 * @param noise from 0 to this is added to each pixel
 */
record Glyphs(String name, float noise) implements DrawnData {
  private static final String[] FIGURES = {
    "#### #..# #..# ####", ".##. .##. .##. .##.", "#..# .##. .##. #..#", ".... #### #### ....",
  };

  @Override
  public int[] shape() {
    return new int[] {8, 8, 1};
  }

  @Override
  public int classes() {
    return FIGURES.length;
  }

  @Override
  public void draw(RandomGenerator random, float[] rows, int[] labels) {
    for (int picture = 0; picture < rows.length / 64; picture++) {
      int label = random.nextInt(FIGURES.length);
      int top = random.nextInt(5);
      int left = random.nextInt(5);
      for (int i = 0; i < 64; i++) {
        rows[picture * 64 + i] = noise * random.nextFloat();
      }
      for (int i = 0; i < 16; i++) {
        int at = picture * 64 + (top + i / 4) * 8 + left + i % 4;
        rows[at] += ink(label, i) * (1 - noise);
      }
      if (labels != null) {
        labels[picture] = label;
      }
    }
  }

  private static float ink(int label, int i) {
    return FIGURES[label].replace(" ", "").charAt(i) == '#' ? 1 : 0;
  }
}
