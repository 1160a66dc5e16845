package palestra.generative.gan;

import java.util.random.RandomGenerator;
import palestra.generative.data.DrawnData;

/** Pictures of 8 x 8 pixels with one bar, upright (class 0) or level (class 1), somewhere. */
record TinyPictures(boolean labelled) implements DrawnData {
  static final int SIDE = 8;

  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public int[] shape() {
    return new int[] {SIDE, SIDE, 1};
  }

  @Override
  public int classes() {
    return labelled ? 2 : 0;
  }

  @Override
  public void draw(RandomGenerator random, float[] rows, int[] labels) {
    int size = SIDE * SIDE;
    for (int i = 0; i < rows.length / size; i++) {
      int label = random.nextInt(2);
      int place = 1 + random.nextInt(SIDE - 2);
      for (int k = 0; k < size; k++) {
        int along = label == 0 ? k % SIDE : k / SIDE;
        rows[i * size + k] = along == place ? 0.9f : 0.05f;
      }
      if (labels != null) {
        labels[i] = labelled ? label : 0;
      }
    }
  }
}
