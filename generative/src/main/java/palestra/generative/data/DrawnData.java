package palestra.generative.data;

import java.util.random.RandomGenerator;
import palestra.networks.random.SplitMix64;

/** Data that are drawn without end: no example is ever seen twice, and none needs a place. */
public interface DrawnData extends Data {

  /**
   * Draws fresh independent examples.
   *
   * @param rows filled whole
   * @param labels filled with their classes; may be null
   */
  void draw(RandomGenerator random, float[] rows, int[] labels);

  @Override
  default long size(Part part) {
    return Long.MAX_VALUE;
  }

  @Override
  default void batch(long seed, long index, float[] rows, int[] labels) {
    draw(Data.random(seed, index), rows, labels);
  }

  /** Parts differ in their seed alone. */
  @Override
  default Examples examples(Part part, int count, long seed) {
    SplitMix64 random = new SplitMix64(part == Part.TRAINING ? seed : ~seed);
    float[][] rows = new float[count][rowSize()];
    int[] labels = new int[count];
    int[] label = new int[1];
    for (int i = 0; i < count; i++) {
      draw(random, rows[i], label);
      labels[i] = label[0];
    }
    return new Examples(rows, labels);
  }
}
